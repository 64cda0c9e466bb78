import type { AuditDesk } from './audit.ts'
import type { CorrectionDesk } from './corrections.ts'
import type { EmergencyDesk } from './emergencies.ts'
import type { EventDesk } from './events.ts'
import type { ExclusionDesk } from './exclusions.ts'
import type { IncidentDesk } from './incidents.ts'
import type { Letterbox } from './letterbox.ts'
import type { MailDesk } from './mail.ts'
import type { MeasureDesk } from './measures.ts'
import type { OpeningDesk } from './openings.ts'
import type { OverviewReader } from './overview.ts'
import type { PaperDesk } from './papers.ts'
import type { PrivacyDesk } from './privacy.ts'
import type { PublicReader } from './public-protocol.ts'
import type { RegisterOffice } from './register.ts'
import type { TrialDesk } from './trials.ts'

/** The desks of directors, coordinators and people with special roles, and what the school makes known of them. */
export interface Directing {
  readonly emergencies: EmergencyDesk
  readonly exclusions: ExclusionDesk
  readonly measures: MeasureDesk
  readonly register: RegisterOffice
  readonly incidents: IncidentDesk
  readonly letterbox: Letterbox
  readonly openings: OpeningDesk
  readonly corrections: CorrectionDesk
  readonly trials: TrialDesk
  readonly events: EventDesk
  readonly protocol: PublicReader
  readonly overviews: OverviewReader
  readonly papers: PaperDesk
  readonly mail: MailDesk
  readonly audit: AuditDesk
  readonly privacy: PrivacyDesk
}
