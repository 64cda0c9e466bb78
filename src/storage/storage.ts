import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ActStore } from './act-store.ts'
import { actStore } from './act-store.ts'
import type { AttemptStore } from './attempt-store.ts'
import { attemptStore } from './attempt-store.ts'
import type { AuditStore } from './audit-store.ts'
import { auditStore } from './audit-store.ts'
import type { CountStore } from './count-store.ts'
import { countStore } from './count-store.ts'
import { openDatabases } from './database.ts'
import type { DayPassStore } from './day-pass-store.ts'
import { dayPassStore } from './day-pass-store.ts'
import type { DeviceDayStore } from './device-day-store.ts'
import { deviceDayStore } from './device-day-store.ts'
import type { DevicePinStore } from './device-pin-store.ts'
import { devicePinStore } from './device-pin-store.ts'
import type { DeviceStore } from './device-store.ts'
import { deviceStore } from './device-store.ts'
import type { ErasureStore } from './erasures.ts'
import { erasureStore } from './erasures.ts'
import type { FigureStore } from './figure-store.ts'
import { figureStore } from './figure-store.ts'
import type { IncidentStore } from './incident-store.ts'
import { incidentStore } from './incident-store.ts'
import type { InvitationStore } from './invitation-store.ts'
import { invitationStore } from './invitation-store.ts'
import type { JobStore } from './job-store.ts'
import { jobStore } from './job-store.ts'
import type { MailWishStore } from './mail-wish-store.ts'
import { mailWishStore } from './mail-wish-store.ts'
import type { MeasureStore } from './measure-store.ts'
import { measureStore } from './measure-store.ts'
import type { MedicalMarkStore } from './medical-mark-store.ts'
import { medicalMarkStore } from './medical-mark-store.ts'
import type { PeopleStore } from './people-store.ts'
import { peopleStore } from './people-store.ts'
import type { PolicyStore } from './policy-store.ts'
import { policyStore } from './policy-store.ts'
import type { ReportStore } from './report-store.ts'
import { reportStore } from './report-store.ts'
import type { RequestStore } from './request-store.ts'
import { requestStore } from './request-store.ts'
import type { ResponderLinkStore } from './responder-link-store.ts'
import { responderLinkStore } from './responder-link-store.ts'
import type { SessionStore } from './session-store.ts'
import { sessionStore } from './session-store.ts'
import type { SettingStore } from './setting-store.ts'
import { settingStore } from './setting-store.ts'
import type { SnagStore } from './snag-store.ts'
import { snagStore } from './snag-store.ts'

import type { TokenStore } from './token-store.ts'
import { tokenStore } from './token-store.ts'

/** All that is kept on disk, one store per subject. */
export interface Storage {
  readonly policies: PolicyStore
  readonly acts: ActStore
  readonly people: PeopleStore
  readonly sessions: SessionStore
  readonly devices: DeviceStore
  readonly medicalMarks: MedicalMarkStore
  readonly audit: AuditStore
  readonly jobs: JobStore
  readonly attempts: AttemptStore
  readonly counts: CountStore
  readonly deviceDays: DeviceDayStore
  readonly figures: FigureStore
  readonly responderLinks: ResponderLinkStore
  readonly mailWishes: MailWishStore
  readonly measures: MeasureStore
  readonly reports: ReportStore
  readonly incidents: IncidentStore
  readonly requests: RequestStore
  readonly dayPasses: DayPassStore
  readonly tokens: TokenStore
  readonly invitations: InvitationStore
  readonly settings: SettingStore
  readonly erasures: ErasureStore
  readonly snags: SnagStore
  readonly devicePins: DevicePinStore
  close(): Promise<void>
}

/** Whether a school is kept in a data folder. */
export const hasStorage = (folder: string): boolean => existsSync(join(folder, 'office.db'))

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
    medicalMarks: medicalMarkStore(office),
    audit: auditStore(office),
    jobs: jobStore(office),
    attempts: attemptStore(databases),
    counts: countStore(databases),
    deviceDays: deviceDayStore(databases),
    figures: figureStore(databases),
    responderLinks: responderLinkStore(office),
    mailWishes: mailWishStore(office),
    measures: measureStore(office),
    reports: reportStore(office),
    incidents: incidentStore(office),
    requests: requestStore(office),
    dayPasses: dayPassStore(office),
    tokens: tokenStore(office),
    invitations: invitationStore(office),
    settings: settingStore(office),
    erasures: erasureStore(folder),
    snags: snagStore(office),
    devicePins: devicePinStore(office),
    close: () => databases.close(),
  }
}
