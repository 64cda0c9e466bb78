import type { Generated } from 'kysely'

// The rows of both database files. They never leave this folder: stores turn them into values. Times are milliseconds since 1970.

/** `office.db`: what people decided. Nothing of it may be lost. */
export interface OfficeTables {
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
  readonly audit: {
    readonly id: Generated<number>
    readonly at: number
    readonly by_id: string | null
    readonly by_name: string
    readonly action: string
    readonly subject: string
    readonly detail: string | null
  }
  readonly job_runs: { readonly job: string; readonly ran_at: number }
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
}
