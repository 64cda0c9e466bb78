import type { CorrectionDesk } from './acts/corrections.ts'
import type { EmergencyDesk } from './acts/emergencies.ts'
import type { EventDesk } from './acts/events.ts'
import type { ExclusionDesk } from './acts/exclusions.ts'
import type { OpeningDesk } from './acts/openings.ts'
import type { TrialDesk } from './acts/trials.ts'
import type { MailDesk } from './box/mail.ts'
import type { PublicReader } from './everyone/public-protocol.ts'
import type { OverviewReader } from './figures/overview.ts'
import type { PaperDesk } from './figures/papers.ts'
import type { AuditDesk } from './record/audit.ts'
import type { IncidentDesk } from './record/incidents.ts'
import type { Letterbox } from './record/letterbox.ts'
import type { MeasureDesk } from './record/measures.ts'
import type { PrivacyDesk } from './record/privacy.ts'
import type { RegisterOffice } from './record/register.ts'

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
