import type { ResolverTotals } from '../../link.ts'
import type { CatalogueState } from '../../lists/catalogue-shelf.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { isKnown } from '../devices/device-book.ts'
import type { Health } from '../figures/reading.ts'
import type { Board, Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { ListView } from '../rules/list-view.ts'
import { plusDays } from '../times/calendar-entries.ts'
import { holidayQuestions } from '../times/holiday-questions.ts'
import { BACKUP_IS_OLD, BACKUP_IS_OLD_BY_HAND, NO_BACKUP_YET } from './backups.ts'
import { Forgeries } from './forgeries.ts'
import type { Notices, Warning } from './notices.ts'

/** Milliseconds of silence after which the resolver is said to be silent. */
const SILENCE = 60_000
/** Milliseconds that an upstream fails before it is told: one that was restarted is back by then. */
const FAILING = 60_000
/** Days before a holiday at which it is time to confirm its dates. */
const HOLIDAYS_AHEAD = 120

/** What the health page shows, and the resolver's totals that it shows them by. */
export class HealthDesk {
  readonly #parts: Parts
  readonly #ledger: Ledger
  readonly #book: DeviceBook
  readonly #notices: Notices
  readonly #forgeries = new Forgeries()
  #totals: ResolverTotals | undefined
  #heardAt: number
  /** The upstreams that did not answer when they were last heard of, and since when. */
  #failing: ReadonlyMap<string, number> = new Map()

  constructor(parts: Parts, ledger: Ledger, book: DeviceBook, notices: Notices) {
    this.#parts = parts
    this.#ledger = ledger
    this.#book = book
    this.#notices = notices
    this.#heardAt = parts.clock()
  }

  /** Takes what the resolver tells of itself. */
  heard(totals: ResolverTotals): void {
    this.#totals = totals
    this.#heardAt = this.#parts.clock()
    this.#forgeries.heard(totals.forgedAnswers, this.#heardAt)
    const unwell = (totals.upstreams ?? []).filter(({ isWell }) => !isWell)
    this.#failing = new Map(unwell.map(({ address }) => [address, this.#failing.get(address) ?? this.#heardAt]))
  }

  /** The last backup is too old, or there is none though the school has been here for a week. */
  async #ofBackups(): Promise<readonly Warning[]> {
    const { clock, storage, vault } = this.#parts
    if (vault === undefined) return []
    const last = await storage.jobs.lastRun('backup-made')
    const began = (await storage.policies.revision(1))?.at ?? clock()
    if (last === undefined) return clock() - began > NO_BACKUP_YET ? [{ problem: 'backup-none' }] : []
    const age = clock() - last
    const isOld = age > (vault.isNightly ? BACKUP_IS_OLD : BACKUP_IS_OLD_BY_HAND)
    return isOld ? [{ problem: 'backup-old', detail: String(Math.floor(age / (24 * 3600_000))) }] : []
  }

  async health(): Promise<Health> {
    const { clock, version, library, storage } = this.#parts
    const lists = library.lists()
    return {
      now: clock(),
      version,
      resolver: this.#totals,
      attemptsStored: await storage.attempts.total(),
      lists: lists.length,
      names: library.names,
      warnings: [
        ...this.#ofResolver(),
        ...this.#forgeries.warnings(clock()),
        ...this.#notices.all(),
        ...lists.flatMap(ofList),
        ...this.#parts.catalogues.states().flatMap(ofCatalogue),
        ...ofBoard(this.#parts.board),
        ...this.#ofSchool(),
        ...this.#ofHolidays(),
        ...this.#ofDevices(),
        ...(await this.#ofBackups()),
      ],
    }
  }

  #ofResolver(): readonly Warning[] {
    if (this.#parts.clock() - this.#heardAt > SILENCE) return [{ problem: 'resolver-silent' }]
    if (this.#totals?.upstreamsUp === false) return [{ problem: 'upstreams-down' }]
    const told = [...this.#failing].filter(([, since]) => this.#parts.clock() - since >= FAILING)
    return told.map(([detail]) => ({ problem: 'upstream-failing', detail }))
  }

  #ofSchool(): readonly Warning[] {
    const { groups } = this.#ledger.policy
    const warnings: Warning[] = this.#ofTimetables()
    if (groups.every(({ networks }) => networks.length === 0)) warnings.push({ problem: 'no-networks' })
    const { clock, builtAt } = this.#parts
    const isClockTold = this.#notices.all().some(({ problem }) => problem === 'clock-wrong')
    if (clock() < builtAt && !isClockTold) warnings.push({ problem: 'clock-wrong' })
    return warnings
  }

  /** Holidays that come soon and do not hold yet: nobody has said whether their dates are right. */
  #ofHolidays(): readonly Warning[] {
    const { policy, zone } = this.#ledger
    const { date } = zone.at(this.#parts.clock())
    const open = holidayQuestions(policy, { from: date, to: plusDays(date, HOLIDAYS_AHEAD) })
    const names = open.map(({ name }) => name[policy.school.language])
    return open.length === 0 ? [] : [{ problem: 'holidays-unconfirmed', detail: names.join(', ') }]
  }

  /** Groups whose timetable is not there, and timetables in use without a single day. */
  #ofTimetables(): Warning[] {
    const { groups, classes, timetables, school } = this.#ledger.policy
    const followed = new Set([...groups, ...classes].map(({ timetable }) => timetable))
    const missing = groups.filter(
      ({ timetable }) => timetable !== undefined && !timetables.some(({ id }) => id === timetable),
    )
    const empty = timetables.filter(({ id, days }) => followed.has(id) && Object.keys(days).length === 0)
    return [
      ...missing.map(({ name }) => ({ problem: 'no-timetable', detail: name[school.language] }) as const),
      ...empty.map(
        ({ id, name }) => ({ problem: 'timetable-empty', detail: name[school.language], about: id }) as const,
      ),
    ]
  }

  #ofDevices(): readonly Warning[] {
    const unknown = this.#book.all().filter((device) => !isKnown(device)).length
    return unknown === 0 ? [] : [{ problem: 'unknown-devices', detail: String(unknown) }]
  }
}

function ofList({ id, state, note, problemCount }: ListView): readonly Warning[] {
  const detail = note === undefined ? id : `${id}, ${note}`
  return [
    ...(state === 'kept-last-good' ? [{ problem: 'list-kept', detail } as const] : []),
    ...(problemCount > 0 ? [{ problem: 'list-problems', detail: `${id}, ${problemCount}` } as const] : []),
  ]
}

/** A line for each file: a person has to look into each. */
function ofCatalogue({ state, version, problems }: CatalogueState): readonly Warning[] {
  const older = state === 'older' ? [{ problem: 'catalogue-older', detail: version ?? '' } as const] : []
  const files = [...Map.groupBy(problems, ({ file }) => file)]
  return [
    ...older,
    ...files.map(([file, [first]]) => ({
      problem: 'catalogue-problems' as const,
      detail: `${file}: ${first!.place}: ${first!.problem}`,
    })),
  ]
}

function ofBoard(board: Board | undefined): readonly Warning[] {
  if (board === undefined) return []
  return [
    ...(board.isThere ? [] : [{ problem: 'board-gone' } as const]),
    ...board.problems.map(
      ({ file, problem }) => ({ problem: 'board-problems', detail: `${file}: ${problem}` }) as const,
    ),
  ]
}
