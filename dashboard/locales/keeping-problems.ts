/** What the coordinator's forms themselves refuse, before anything is asked of the school. */
export type KeepingProblem =
  | 'no-group-chosen'
  | 'no-time-chosen'
  | 'no-target-chosen'
  | 'nothing-numbered'
  | 'file-missing'
  | 'file-gone'
  | 'bad-limit'
