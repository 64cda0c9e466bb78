import type { Kysely } from 'kysely'
import { auditGuard } from './audit-guard.ts'
import { dayPasses } from './day-passes.ts'
import { incidents } from './incidents.ts'
import { invitations } from './invitations.ts'
import { mailWishes } from './mail-wishes.ts'
import { measures } from './measures.ts'
import { medicalMark } from './medical-mark.ts'
import type { NamedMigration } from './migration.ts'
import { refusedRequests } from './refused-requests.ts'
import { reportMail } from './report-mail.ts'
import { reports } from './reports.ts'
import { requests } from './requests.ts'
import { responderLinks } from './responder-links.ts'
import { settings } from './settings.ts'
import { snagsAndPins } from './snags-and-pins.ts'
import { tokens } from './tokens.ts'

/** The shape of `office.db`, step by step. */
export const officeMigrations: readonly NamedMigration[] = [
  {
    name: '0001-policy-people-devices',
    async up(db) {
      await policyTables(db)
      await peopleTables(db)
      await deviceTables(db)
    },
  },
  medicalMark,
  requests,
  dayPasses,
  responderLinks,
  measures,
  incidents,
  reports,
  invitations,
  settings,
  snagsAndPins,
  tokens,
  mailWishes,
  auditGuard,
  refusedRequests,
  reportMail,
]

async function policyTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revisions')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('why', 'text', (column) => column.notNull())
    .addColumn('policy', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('acts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('audience_kind', 'text', (column) => column.notNull())
    .addColumn('audience_id', 'text', (column) => column.notNull())
    .addColumn('target_kind', 'text')
    .addColumn('target_id', 'text')
    .addColumn('detail', 'text')
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .addColumn('until_at', 'bigint')
    .addColumn('by_id', 'text', (column) => column.notNull())
    .addColumn('by_name', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_by', 'text')
    .execute()
  await db.schema.createIndex('acts_until').on('acts').columns(['until_at']).execute()
  await db.schema.createIndex('acts_kind_from').on('acts').columns(['kind', 'from_at']).execute()
}

async function peopleTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('login', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('password', 'text', (column) => column.notNull())
    .addColumn('roles', 'text', (column) => column.notNull())
    .addColumn('classes', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('first_links')
    .addColumn('secret_hash', 'text', (column) => column.primaryKey())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('sessions')
    .addColumn('secret_hash', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('sessions_person').on('sessions').columns(['person_id']).execute()
  await db.schema
    .createTable('audit')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('by_id', 'text')
    .addColumn('by_name', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('detail', 'text')
    .execute()
  await db.schema
    .createTable('job_runs')
    .addColumn('job', 'text', (column) => column.primaryKey())
    .addColumn('ran_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function deviceTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('devices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('group_id', 'text')
    .addColumn('first_seen', 'bigint')
    .addColumn('last_seen', 'bigint')
    .execute()
  await db.schema
    .createTable('device_classes')
    .addColumn('device_id', 'text', (column) => column.notNull().references('devices.id').onDelete('cascade'))
    .addColumn('class_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('device_classes_key', ['device_id', 'class_id'])
    .execute()
  await db.schema
    .createTable('device_identities')
    .addColumn('device_id', 'text', (column) => column.notNull().references('devices.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('device_identities_key', ['device_id', 'kind', 'value'])
    .execute()
}
