import type { AttemptView, DeviceBehind, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { AttemptItem } from './attempt-item.tsx'
import { BackLink } from './device.tsx'
import { Form, Input } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly attempt: AttemptView
  /** The query of the list that it was found in. */
  readonly back: string
  /** Shown once a reason was given. */
  readonly behind: DeviceBehind | undefined
  readonly problem: Refusal | undefined
}

/** One attempt, and for one who says why: whose device it was. */
export function AttemptPage({ view, attempt, back, behind, problem }: Props) {
  const texts = view.t.attempts
  return (
    <Layout view={view} title={texts.behind}>
      <BackLink href={`/attempts${back}`} text={texts.back} />
      <Heading title={texts.behind} lead={texts.behindLead} />
      <ProblemNotice view={view} problem={problem} />
      <ul class="attempts mb-6">
        <AttemptItem view={view} attempt={attempt} back={back} />
      </ul>
      <section class="card-panel max-w-xl">
        {behind ? (
          <p class="flex items-center gap-2 text-lg font-semibold">
            <Icon name="device" />
            <span class="sr-only">{texts.device} </span>
            <Name>{behind.label}</Name>
          </p>
        ) : (
          <Form action={`/attempts/${attempt.id}${back}`}>
            <Input label={texts.reason} name="reason" hint={texts.reasonHint} required minlength={5} maxlength={300} />
            <button type="submit" class="btn btn-primary self-start">
              {texts.show}
            </button>
          </Form>
        )}
      </section>
    </Layout>
  )
}
