import type { View } from '../env.ts'
import { Form, Input } from './field.tsx'

/** Whether somebody wants the overview by mail, and where to. */
export interface MailWish {
  readonly isPossible: boolean
  readonly address: string | undefined
}

/** A director's choice to have the overview by mail. */
export function WeekMail({ view, mail: { isPossible, address } }: { readonly view: View; readonly mail: MailWish }) {
  const t = view.t.directing.mail
  return (
    <section class="card-panel flex flex-col gap-4" aria-labelledby="mail-heading">
      <div>
        <h2 id="mail-heading" class="text-lg font-bold">
          {t.title}
        </h2>
        <p class="text-muted">{t.lead}</p>
      </div>
      {isPossible || address !== undefined ? (
        <>
          <Form action="/account/mail" class="flex flex-col gap-4">
            <Input
              label={t.address}
              name="address"
              value={address}
              hint={t.addressHint}
              autocomplete="email"
              maxlength={254}
            />
            <button type="submit" class="btn btn-primary self-start">
              {view.t.save}
            </button>
          </Form>
          {address !== undefined && (
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
