import type { Kysely } from 'kysely'

/** One step of a database's shape. Once released, a step is never changed; a later one follows it. */
export interface NamedMigration {
  readonly name: string
  up(db: Kysely<unknown>): Promise<void>
}
