import { attemptIndexes } from './attempt-indexes.ts'
import { countIndex } from './count-index.ts'
import { deviceDays } from './device-days.ts'
import { figures } from './figures.ts'
import type { NamedMigration } from './migration.ts'
import { wholeCells } from './whole-cells.ts'
import { wholeDays } from './whole-days.ts'

/** The shape of `attempts.db`, step by step. */
export const attemptMigrations: readonly NamedMigration[] = [
  {
    name: '0001-attempts-counts',
    async up(db) {
      await db.schema
        .createTable('attempts')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('session', 'text', (column) => column.notNull())
        .addColumn('row_number', 'bigint', (column) => column.notNull())
        .addColumn('first_at', 'bigint', (column) => column.notNull())
        .addColumn('last_at', 'bigint', (column) => column.notNull())
        .addColumn('count', 'integer', (column) => column.notNull())
        .addColumn('device_id', 'text')
        .addColumn('group_id', 'text', (column) => column.notNull())
        .addColumn('name_down', 'text', (column) => column.notNull())
        .addColumn('question_type', 'integer', (column) => column.notNull())
        .addColumn('platform', 'text')
        .addColumn('category', 'text')
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('clause', 'text')
        .addColumn('rule', 'text')
        .addColumn('kind_of_time', 'text', (column) => column.notNull())
        .addUniqueConstraint('attempts_row', ['session', 'row_number'])
        .execute()
      for (const [index, columns] of [
        ['attempts_last', ['last_at']],
        ['attempts_group', ['group_id', 'last_at']],
        ['attempts_name', ['name_down', 'last_at']],
        ['attempts_device', ['device_id', 'last_at']],
      ] as const) {
        await db.schema
          .createIndex(index)
          .on('attempts')
          .columns([...columns])
          .execute()
      }
      await db.schema
        .createTable('counts')
        .addColumn('hour_at', 'bigint', (column) => column.notNull())
        .addColumn('group_id', 'text', (column) => column.notNull())
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('platform', 'text', (column) => column.notNull())
        .addColumn('category', 'text', (column) => column.notNull())
        .addColumn('kind_of_time', 'text', (column) => column.notNull())
        .addColumn('count', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('counts_key', [
          'hour_at',
          'group_id',
          'outcome',
          'platform',
          'category',
          'kind_of_time',
        ])
        .execute()
    },
  },
  deviceDays,
  figures,
  attemptIndexes,
  countIndex,
  wholeCells,
  wholeDays,
]
