/** Rows of `office.db` that teachers write: times are milliseconds since 1970. */
export interface ClassroomTables {
  /** What teachers noted that did not work: no device. */
  readonly snags: {
    readonly id: string
    readonly class_id: string
    readonly target_kind: string | null
    readonly target_id: string | null
    readonly words: string | null
    readonly grant_id: string | null
    readonly made_at: number
    readonly by_id: string
    readonly by_name: string
    readonly settled_at: number | null
    readonly settled_by: string | null
  }
  /** Browsers that remember a person who gives a PIN. */
  readonly remembered_devices: {
    readonly id: string
    readonly secret_hash: string
    readonly person_id: string
    readonly pin: string
    readonly digits: number
    readonly tries: number
    readonly made_at: number
    readonly used_at: number
  }
  /** Of programs. `classes` is a JSON array of ids. */
  readonly tokens: {
    readonly id: string
    readonly secret_hash: string
    readonly name: string
    readonly role: string
    readonly classes: string
    readonly made_at: number
    readonly made_by_id: string
    readonly made_by: string
    readonly until_at: number
    readonly used_at: number | null
    readonly revoked_at: number | null
    readonly revoked_by: string | null
  }
  readonly mail_wishes: {
    readonly person_id: string
    readonly address: string
    /** 0 or 1. */
    readonly overview: number
    /** The Monday of the week it was sent for last. */
    readonly sent_for: string
    /** The newest report that they were told of; null where they do not want to be told. */
    readonly told_until: number | null
  }
}
