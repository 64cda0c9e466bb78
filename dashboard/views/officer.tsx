import type { AuditLine } from '../../src/app/record/audit.ts'
import type { PrivacyDesk } from '../../src/app/record/privacy.ts'
import type { View } from '../env.ts'
import { AuditLines } from './audit.tsx'
import type { Known } from './change-words.ts'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Panel, Section } from './section.tsx'
import { TablePanel } from './table-panel.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly privacy: PrivacyDesk
  readonly looks: readonly AuditLine[]
  readonly known: Known
}

/** What is recorded, why, how long, and who looked. */
export function OfficerPage({ view, privacy, looks, known }: Props) {
  const t = view.t.directing.officer
  const officer = privacy.officer()
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <div class="flex flex-col gap-6">
        {officer && (
          <p>
            <Name>{t.boardOfficer(officer.name, officer.contact)}</Name>
          </p>
        )}
        <Panel id="texts" title={t.texts}>
          <p class="flex flex-wrap gap-2">
            {(['dpia', 'register'] as const).flatMap((paper) =>
              (['nl', 'en'] as const).map((language) => (
                <a
                  class="btn btn-outline h-auto min-h-11 max-w-full py-2 whitespace-normal"
                  href={`/officer/${paper}.pdf?language=${language}`}
                >
                  <Icon name="down" />
                  {t[paper]} ({language === 'nl' ? 'Nederlands' : 'English'})
                </a>
              )),
            )}
          </p>
        </Panel>
        <Section id="looks" title={t.looks}>
          <p class="mb-3 text-muted">{t.looksLead}</p>
          {looks.length === 0 ? (
            <p>{view.t.directing.overview.noLooks}</p>
          ) : (
            <AuditLines view={view} lines={looks} known={known} />
          )}
          <p class="mt-3">
            <a class="btn btn-ghost" href="/audit">
              {t.allLooks}
            </a>
          </p>
        </Section>
        <TablePanel
          title={t.recorded}
          columns={[t.group, t.what, t.why]}
          rows={privacy.recorded().map(({ group, record, why }) => [view.say(group), t.record[record], view.say(why)])}
        />
        <TablePanel
          title={t.kept}
          columns={[t.what, t.why, t.howLong]}
          rows={privacy.kept().map(({ what, why, howLong }) => [view.say(what), view.say(why), view.say(howLong)])}
        />
      </div>
    </Layout>
  )
}
