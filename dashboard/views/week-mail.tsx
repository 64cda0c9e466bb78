import type { Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Form, Input } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'

interface Props {
  readonly view: View
  readonly isPossible: boolean
  readonly address: string | undefined
  readonly problem: Refusal | undefined
}

/** Whether somebody wants the overview by mail, and where to. */
export function WeekMailPage({ view, isPossible, address, problem }: Props) {
  const t = view.t.directing.mail
  return (
    <Layout view={view} title={t.title}>
      <BackLink href="/week" text={view.t.week.title} />
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      {isPossible || address !== undefined ? (
        <div class="flex max-w-xl flex-col gap-4">
          <Form action="/week/mail" class="card-panel flex flex-col gap-4">
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
            <Form action="/week/mail/try">
              <button type="submit" class="btn btn-outline self-start">
                {t.tryOut}
              </button>
            </Form>
          )}
        </div>
      ) : (
        <Empty icon="chart" title={t.none} />
      )}
    </Layout>
  )
}
