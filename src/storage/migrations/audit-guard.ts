import { sql } from 'kysely'
import type { NamedMigration } from './migration.ts'

/**
 * The audit tells from where and in which role, and the file itself keeps it as it was written: a line is never changed or replaced, and none goes
 * that is less than a year older than the newest. The year stands here as a number, since a step that has run stays as it is.
 */
export const auditGuard: NamedMigration = {
  name: '0015-audit-guard',
  async up(db) {
    await db.schema.alterTable('audit').addColumn('by_roles', 'text').execute()
    await db.schema.alterTable('audit').addColumn('from_where', 'text').execute()
    await sql`create trigger audit_unchanged before update on audit
      begin select raise(abort, 'the audit cannot be changed'); end`.execute(db)
    // "insert or replace" removes a row without asking the trigger below.
    await sql`create trigger audit_unreplaced before insert on audit when exists (select 1 from audit where id = new.id)
      begin select raise(abort, 'the audit cannot be changed'); end`.execute(db)
    await sql`create trigger audit_stays before delete on audit
      when old.at >= (select max(at) from audit) - 31536000000
      begin select raise(abort, 'the audit cannot be removed before its time'); end`.execute(db)
    await db.schema.createIndex('audit_at').on('audit').columns(['at']).execute()
  },
}
