/** What needs a person, as the health page says it; each is a key of the dashboard's wording. */
export const healthProblems = [
  /** None of the upstreams answers. */
  'upstreams-down',
  /** The resolver has told nothing for a minute. */
  'resolver-silent',
  /** Detail: which parts of the program ended or hung in the past day and were started again, and when. */
  'restarted',
  /** The resolver did not confirm a change within a second. */
  'resolver-late',
  /** Detail: the list whose last good copy is in use. */
  'list-kept',
  /** Detail: the list with lines that cannot be read, and how many. */
  'list-problems',
  /** Detail: the file of a dropped-in catalogue that cannot be used, the place in it, and what is wrong. */
  'catalogue-problems',
  /** Detail: how new the dropped-in catalogue is. */
  'catalogue-older',
  /** The board's folder is not there. */
  'board-gone',
  /** Detail: the file of the board's that cannot be used, and what is wrong. */
  'board-problems',
  /** Detail: how many attempts found no room. */
  'attempts-lost',
  /** The disk took no attempts; they wait in memory. */
  'attempts-not-written',
  /** No group has a network yet. */
  'no-networks',
  /** Detail: the group without a timetable. */
  'no-timetable',
  /** Detail: the timetable that has no hours yet; about: its id. */
  'timetable-empty',
  /** Detail: the holidays of the coming months whose dates nobody has confirmed: they do not hold yet. */
  'holidays-unconfirmed',
  /** Detail: how many devices asked that nobody has enrolled. */
  'unknown-devices',
  /** Detail: why the nightly backup could not be made. */
  'backup-failed',
  /** Detail: the second folder, and why the backup could not be copied to it. */
  'backup-not-copied',
  /** Detail: how many days old the last backup is. */
  'backup-old',
  /** Detail: what the mail server said when the overview was to be sent. */
  'mail-failed',
  /** Detail: how many reports from people nobody has handled; there is little room for more, or none. */
  'reports-full',
  /** Detail: the upstream that does not answer while others do. */
  'upstream-failing',
  /** Detail: how many answers came within a minute that were not the upstream's, or not to what was asked. */
  'forged-answers',
  /** Nobody has ever made a backup. */
  'backup-none',
  /** The clock is earlier than the build or jumped by more than a day: nothing is purged meanwhile. */
  'clock-wrong',
] as const
export type HealthProblem = (typeof healthProblems)[number]

export interface Warning {
  readonly problem: HealthProblem
  readonly detail?: string
  /** The id of what it is about, where its page needs that. */
  readonly about?: string
}

/** Problems that stand until what caused them is over. */
export class Notices {
  readonly #standing = new Map<HealthProblem, string | undefined>()

  raise(problem: HealthProblem, detail?: string): void {
    this.#standing.set(problem, detail)
  }

  clear(problem: HealthProblem): void {
    this.#standing.delete(problem)
  }

  all(): readonly Warning[] {
    return [...this.#standing].map(([problem, detail]) => (detail === undefined ? { problem } : { problem, detail }))
  }
}
