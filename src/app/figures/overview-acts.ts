import { auditActions, auditAreas } from '../../storage/audit-action.ts'
import type { Parts } from '../parts.ts'
import type { Overview } from './overview.ts'

const DAY = 24 * 3600_000
/** Most looks that are listed, the newest. */
const LOOKS = 50

/** What the school did in a span: exclusions and measures that ran in it, how many emergencies were begun, and who looked at what tells of a person. */
export async function actsIn(
  { storage: { acts, measures, audit } }: Parts,
  begins: number,
  ends: number,
): Promise<Pick<Overview, 'emergencies' | 'exclusions' | 'measures' | 'looks'>> {
  // An exclusion lasts a school year at most.
  const excluded = await acts.history('exclusion', begins - 366 * DAY, ends)
  const taken = await measures.since(begins - 366 * DAY)
  const ran = (from: number, until: number | undefined) => from < ends && (until ?? from + 1) > begins
  const looks = await audit.find({ actions: lookActions, from: begins, until: ends, limit: LOOKS })
  return {
    emergencies: (await acts.history('emergency', begins, ends)).length,
    exclusions: excluded
      .map(({ from, until, endedAt, clause }) => ({
        ...{ from, until: Math.min(until, endedAt ?? until) },
        ...(clause === undefined ? {} : { clause }),
      }))
      .filter(({ from, until }) => ran(from, until)),
    measures: taken
      .map(({ kind, from, until, endedAt }) => {
        const end = endedAt ?? until
        return { kind, from, ...(end === undefined ? {} : { until: end }) }
      })
      .filter(({ kind, from, until }) => kind !== 'exclusion' && ran(from, until)),
    looks: looks.map(({ at, by, action }) => ({ at, by: by?.name ?? '', action })),
  }
}

const lookActions = auditActions.filter(
  (action) => auditAreas[action] === 'looks' || action === 'incident-looked-at' || action === 'incident-printed',
)
