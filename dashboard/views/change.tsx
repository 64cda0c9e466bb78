import type { PolicyChange, Refusal, Revision } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { type Known, whyChanged } from './change-words.ts'
import { ChangeList, Restore } from './changes.tsx'
import { BackLink } from './device.tsx'
import { Seen } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly known: Known
  readonly revision: Revision
  readonly changes: readonly PolicyChange[]
  readonly isCurrent: boolean
  readonly problem: Refusal | undefined
}

/** One change: who, when and why, what it changed, and how to take it back. */
export function ChangePage(props: Props) {
  const { view, known, revision, changes, isCurrent, problem } = props
  const { changes: t } = view.t.agreements
  const { number } = revision
  return (
    <Layout view={view} title={t.number(number)}>
      <BackLink href="/changes" text={t.back} />
      <Heading title={whyChanged(view, known, revision.why)} />
      <p class="-mt-4 mb-5 text-muted">
        {`${t.number(number)} · `}
        <Moment view={view} at={revision.at} />
        {' · '}
        <Name>{revision.by || t.console}</Name>
      </p>
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-3xl flex-col gap-6">
        <Section id="what" title={t.what}>
          {number === 1 ? (
            <p>{t.first}</p>
          ) : changes.length === 0 ? (
            <p>{t.nothing}</p>
          ) : (
            <ChangeList view={view} known={known} changes={changes} />
          )}
        </Section>
        {number > 1 && changes.length > 0 && (
          <form method="post" action={`/changes/${number}/undo`} class="card-panel">
            <Seen view={view} />
            <p class="mb-3">{t.undoLead}</p>
            <button type="submit" class="btn btn-primary">
              <Icon name="undo" />
              {t.undo}
            </button>
          </form>
        )}
        {!isCurrent && (
          <div class="card-panel">
            <Restore view={view} number={number} label={t.restoreThis} />
          </div>
        )}
      </div>
    </Layout>
  )
}
