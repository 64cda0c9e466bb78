import type { Cell } from '../../reports/cells.ts'
import { cellCounter } from '../../reports/cells.ts'
import { daySteps, divided } from '../../reports/suppress.ts'
import type { Tally } from '../../storage/figure-store.ts'
import type { DateText } from '../../time/school-time.ts'
import { schoolDate } from '../../time/school-time.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { FigureWish } from './figure-wish.ts'
import { placesOn } from './places.ts'

const DAY = 24 * 3600_000

/** What was tried and is in no figure yet, as far as it may be shown. */
export interface Live {
  readonly cells: readonly (Pick<Cell, 'group' | 'kind' | 'subject' | 'count'> & { readonly day: DateText })[]
  readonly leftOut: number
}

/**
 * What was tried on days, or since moments, of which there are no figures yet. It goes where the day's figures have such; what they have not must be of
 * five devices by itself.
 */
export async function liveFigures(parts: Parts, ledger: Ledger, wish: FigureWish): Promise<Live> {
  const { figures } = parts.storage
  const { from, to, kinds, group, subject } = wish
  const at = parts.clock()
  const kept = ledger.zone.at(at - ((parts.keepAttemptsDays ?? 14) + 1) * DAY).date
  // The week that runs goes on past today; farther on there is nothing.
  const last = ledger.zone.plusDays(ledger.zone.at(at).date, 7)
  const counted = new Map((await figures.counted('day', from, to)).map((span) => [span.date, span]))
  const found: Live['cells'][number][] = []
  let leftOut = 0
  // Dates are text: the later of two comes last.
  for (let day = [from, kept].toSorted()[1]!; day <= to && day <= last; day = ledger.zone.plusDays(day, 1)) {
    const span = counted.get(day)
    if (span?.isWhole) continue
    const { from: begins, until } = schoolDate(ledger.zone, ledger.zone.instantsOf(day, 720)[0]!)
    const tallies = await figures.tallies(span?.until ?? begins, until)
    const { cells, rest } = placed(tallies, placesOn(parts, day))
    found.push(...cells.map((cell) => ({ ...cell, day })))
    leftOut += rest
  }
  const isAsked = ({ group: of, kind, subject: about }: Live['cells'][number]) =>
    (kinds === undefined || kinds.some((one) => one === kind)) &&
    (group === undefined || of === group) &&
    (subject === undefined || about === subject)
  return { cells: found.filter(isAsked), leftOut }
}

function placed(tallies: readonly Tally[], placeOf: ReturnType<typeof placesOn>) {
  const counter = cellCounter()
  const known = tallies.flatMap((tally) => {
    const place = placeOf(tally)
    if (place === undefined) counter.add([tally])
    return place === undefined ? [] : [{ ...place, count: tally.count }]
  })
  const { shown, rest } = divided(counter.cells(), daySteps)
  return { cells: [...known, ...shown], rest: rest.length }
}
