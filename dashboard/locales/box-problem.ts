import type { BackupProblem } from '../../src/app/box/backups.ts'
import type { SetupProblem } from '../../src/app/box/setting-up.ts'
import type { ImportProblem } from '../../src/app/devices/device-files.ts'
import type { PersonLineProblem, TableProblem } from '../../src/app/people/inviting.ts'

/** Keys of refusals about the box itself: setting up, backups, files of devices and people. */
export type BoxProblem =
  | Exclude<
      BackupProblem | ImportProblem | PersonLineProblem | TableProblem | SetupProblem,
      | 'not-allowed'
      | 'name-missing'
      | 'no-role'
      | 'unknown-class'
      | 'unknown-revision'
      | 'changed-meanwhile'
      | 'not-valid'
      | 'basis'
    >
  | 'too-many-people'
  | 'twice'
  | 'no-file'
  | 'invitation-ended'
  | 'bad-days'
export type BoxWarning =
  | 'backup-failed'
  | 'backup-not-copied'
  | 'backup-old'
  | 'backup-none'
  | 'upstream-failing'
  | 'forged-answers'
  | 'reports-full'
