import type { Generated } from 'kysely'
import type { ClassroomTables } from './schema-classroom.ts'

// The rows of both database files. They never leave this folder: stores turn them into values. Times are milliseconds since 1970.

/** `office.db`: what people decided. Nothing of it may be lost. */
export interface OfficeTables extends ClassroomTables {
  readonly revisions: {
    readonly number: number
    readonly made_at: number
    readonly made_by: string
    readonly why: string
    /** The whole policy, JSON. */
    readonly policy: string
  }
  readonly acts: {
    readonly id: string
    readonly kind: string
    readonly audience_kind: string
    readonly audience_id: string
    readonly target_kind: string | null
    readonly target_id: string | null
    /** What only this kind of act has, JSON. */
    readonly detail: string | null
    readonly from_at: number
    /** Null for a correction, which has no end of its own. */
    readonly until_at: number | null
    readonly by_id: string
    readonly by_name: string
    readonly reason: string | null
    readonly ended_at: number | null
    readonly ended_by: string | null
  }
  readonly people: {
    readonly id: string
    readonly login: string
    readonly name: string
    readonly password: string
    /** JSON arrays of ids. */
    readonly roles: string
    readonly classes: string
    readonly language: string
    readonly made_at: number
  }
  readonly first_links: { readonly secret_hash: string; readonly expires_at: number }
  readonly sessions: {
    readonly secret_hash: string
    readonly person_id: string
    readonly made_at: number
    readonly used_at: number
  }
  readonly devices: {
    readonly id: string
    /** Null for a device that asked but is not enrolled. */
    readonly group_id: string | null
    readonly first_seen: number | null
    readonly last_seen: number | null
  }
  readonly device_classes: { readonly device_id: string; readonly class_id: string }
  /** All that tells which machine a device is, in one place, so that it can be erased. */
  readonly device_identities: {
    readonly device_id: string
    readonly kind: 'label' | 'mac' | 'address'
    readonly value: string
  }
  /** A person's health: read by name alone, and gone with the device. */
  readonly medical_marks: {
    readonly device_id: string
    readonly reason: string
    readonly from_at: number
    /** Null: until it is taken off. */
    readonly until_at: number | null
    readonly by_id: string
    readonly by_name: string
  }
  readonly audit: {
    readonly id: Generated<number>
    readonly at: number
    readonly by_id: string | null
    readonly by_name: string
    /** With a space before, between and after; null for lines from before roles were written down, and where nobody did it. */
    readonly by_roles: string | null
    readonly from_where: string | null
    readonly action: string
    readonly subject: string
    readonly detail: string | null
  }
  readonly requests: {
    readonly id: string
    readonly device_id: string
    /** JSON array of ids. */
    readonly classes: string
    readonly target_kind: string
    readonly target_id: string
    readonly reason: string | null
    readonly made_at: number
    readonly expires_at: number
    readonly state: string
    readonly grant_id: string | null
    readonly word: string | null
  }
  readonly invitations: {
    readonly id: string
    readonly secret_hash: string
    /** Null for a new account. */
    readonly person_id: string | null
    readonly name: string
    /** JSON arrays of ids. */
    readonly roles: string
    readonly classes: string
    readonly language: string
    readonly made_at: number
    readonly made_by: string
    readonly expires_at: number
  }
  /** `value` is JSON. */
  readonly settings: { readonly key: string; readonly value: string }
  readonly request_counts: {
    readonly date: string
    readonly target_kind: string
    readonly target_id: string
    readonly count: number
    readonly refused: number
  }
  readonly day_passes: {
    readonly id: string
    readonly secret_hash: string
    /** JSON array of ids. */
    readonly classes: string
    readonly made_at: number
    readonly made_by_id: string
    readonly made_by: string
    readonly use_until: number
    readonly until_at: number
    readonly revoked_at: number | null
    readonly revoked_by: string | null
  }
  readonly pass_sessions: {
    readonly secret_hash: string
    readonly pass_id: string
    readonly name: string
    readonly language: string
    readonly made_at: number
    readonly signed_out_at: number | null
  }
  readonly job_runs: { readonly job: string; readonly ran_at: number }
  readonly measures: {
    readonly id: string
    readonly kind: string
    readonly device_id: string | null
    readonly class_id: string | null
    readonly offence_id: string | null
    readonly why: string
    readonly act_id: string | null
    readonly from_at: number
    readonly until_at: number | null
    readonly by_id: string
    readonly by_name: string
    readonly ended_at: number | null
    readonly ended_by: string | null
  }
  readonly incidents: {
    readonly id: string
    readonly device_id: string
    readonly group_id: string
    readonly reason: string
    readonly from_at: number
    readonly until_at: number
    readonly opened_at: number
    readonly by_id: string
    readonly by_name: string
    readonly closed_at: number | null
    readonly closed_by: string | null
  }
  readonly incident_attempts: {
    readonly incident_id: string
    readonly session: string
    readonly row_number: number
    readonly last_at: number
    /** The attempt without its device, JSON. */
    readonly attempt: string
  }
  readonly incident_notes: {
    readonly id: Generated<number>
    readonly incident_id: string
    readonly at: number
    readonly by_name: string
    readonly text: string
  }
  readonly reports: {
    readonly id: string
    readonly at: number
    readonly receiver: string
    readonly class_id: string | null
    readonly text: string
    readonly name: string | null
    readonly contact: string | null
    readonly site: string | null
    readonly state: string
    readonly note: string | null
    readonly changed_at: number
    readonly changed_by: string | null
  }
  readonly responder_links: {
    readonly person_id: string
    readonly secret_hash: string
    readonly made_at: number
    readonly made_by: string
    readonly used_at: number | null
  }
}

/** `attempts.db`: what devices tried. The last second of it may be lost in a power cut. */
export interface AttemptTables {
  readonly attempts: {
    readonly id: Generated<number>
    readonly session: string
    readonly row_number: number
    readonly first_at: number
    readonly last_at: number
    readonly count: number
    readonly device_id: string | null
    readonly group_id: string
    /** The name from the top down (`com.example.www`), so that an index finds a site with all below it. */
    readonly name_down: string
    readonly question_type: number
    readonly platform: string | null
    readonly category: string | null
    readonly reason: string
    readonly clause: string | null
    readonly rule: string | null
    readonly kind_of_time: string
  }
  /** Subjects are '' where there is none: part of the key. */
  readonly counts: {
    readonly hour_at: number
    readonly group_id: string
    readonly outcome: string
    readonly platform: string
    readonly category: string
    readonly kind_of_time: string
    readonly count: number
  }
  /** Figures of a day or a week (its Monday): `*` stands for all. */
  readonly figures: {
    readonly unit: string
    /** `2026-11-24` */
    readonly date: string
    readonly group_id: string
    readonly kind: string
    readonly subject: string
    readonly count: number
    readonly devices: number
  }
  readonly figure_spans: {
    readonly unit: string
    readonly date: string
    /** Cells of too few devices to be a figure. */
    readonly left_out: number
  }
  /** What was noticed of a device on a day. */
  readonly device_days: {
    readonly device_id: string
    /** `2026-11-24` */
    readonly day: string
    readonly group_id: string
    /** The session of the resolver that told last. */
    readonly session: string
    /** Questions beyond the limit, as earlier sessions counted them, and this one. */
    readonly over_before: number
    readonly over: number
    readonly last_over: number | null
    /** 0 or 1. */
    readonly side_door: number
    readonly only_bootstrap: number
    readonly fell_silent: number
  }
}
