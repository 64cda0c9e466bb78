import type { MailKind, MailWish } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Form, Input, Ticks } from './field.tsx'

/** What somebody can have by mail, and what they chose. */
export interface MailProps {
  readonly isPossible: boolean
  readonly kinds: readonly MailKind[]
  readonly wish: MailWish | undefined
}

/** The choice of what comes by mail, and where to. */
export function MailChoice({
  view,
  mail: { isPossible, kinds, wish },
}: {
  readonly view: View
  readonly mail: MailProps
}) {
  const t = view.t.directing.mail
  return (
    <section class="card-panel flex flex-col gap-4" aria-labelledby="mail-heading">
      <h2 id="mail-heading" class="text-lg font-bold">
        {t.title}
      </h2>
      {isPossible || wish !== undefined ? (
        <>
          <Form action="/account/mail" class="flex flex-col gap-4">
            <Ticks
              label={t.kindsLabel}
              name="kind"
              options={kinds.map((kind) => ({ value: kind, text: t.kinds[kind] }))}
              values={wish?.kinds ?? kinds}
            />
            <Input
              label={t.address}
              name="address"
              value={wish?.address}
              hint={t.addressHint}
              autocomplete="email"
              maxlength={254}
            />
            <button type="submit" class="btn btn-primary self-start">
              {view.t.save}
            </button>
          </Form>
          {wish !== undefined && (
            <Form action="/account/mail/try">
              <button type="submit" class="btn btn-outline self-start">
                {t.tryOut}
              </button>
            </Form>
          )}
        </>
      ) : (
        <p>{t.none}</p>
      )}
    </section>
  )
}
