import type { ActStore } from './act-store.ts'
import { actStore } from './act-store.ts'
import type { AttemptStore } from './attempt-store.ts'
import { attemptStore } from './attempt-store.ts'
import type { AuditStore } from './audit-store.ts'
import { auditStore } from './audit-store.ts'
import type { CountStore } from './count-store.ts'
import { countStore } from './count-store.ts'
import { openDatabases } from './database.ts'
import type { DeviceStore } from './device-store.ts'
import { deviceStore } from './device-store.ts'
import type { JobStore } from './job-store.ts'
import { jobStore } from './job-store.ts'
import type { PeopleStore } from './people-store.ts'
import { peopleStore } from './people-store.ts'
import type { PolicyStore } from './policy-store.ts'
import { policyStore } from './policy-store.ts'
import type { SessionStore } from './session-store.ts'
import { sessionStore } from './session-store.ts'

/** All that is kept on disk, one store per subject. */
export interface Storage {
  readonly policies: PolicyStore
  readonly acts: ActStore
  readonly people: PeopleStore
  readonly sessions: SessionStore
  readonly devices: DeviceStore
  readonly audit: AuditStore
  readonly jobs: JobStore
  readonly attempts: AttemptStore
  readonly counts: CountStore
  close(): Promise<void>
}

/** Opens the storage in a data folder, which is made where missing. Throws {@link StorageError}. */
export async function openStorage(folder: string): Promise<Storage> {
  const databases = await openDatabases(folder)
  const { office } = databases
  return {
    policies: policyStore(office),
    acts: actStore(office),
    people: peopleStore(office),
    sessions: sessionStore(office),
    devices: deviceStore(office),
    audit: auditStore(office),
    jobs: jobStore(office),
    attempts: attemptStore(databases),
    counts: countStore(databases),
    close: () => databases.close(),
  }
}
