import type { Block, Paper, Table } from '../../papers/paper.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { BoardFigures } from './board.ts'
import type { Compared } from './board-comparison.ts'
import { comparisonOf } from './board-comparison.ts'
import { boardTexts } from './board-words.ts'
import { dateIn } from './overview-paper.ts'
import { kindNames } from './overview-words.ts'

type Language = Paper['language']

/** Schools that fit beside each other on a page. */
const BESIDE = 5

/** The board's figures as a paper; what stands under its title is filled in by who prints it. */
export function boardPaper(figures: BoardFigures, ledger: Ledger, language: Language): Omit<Paper, 'under'> {
  const t = boardTexts[language]
  const { suppressed, incomplete } = comparisonOf(figures)
  const notes = [
    ...(figures.isThere ? [] : [t.gone]),
    ...figures.problems.map(({ file, problem }) => t.unreadable(file, problem)),
    ...incomplete.map(t.incomplete),
    `${t.private} ${suppressed > 0 ? t.suppressed(suppressed) : ''}`,
    ...(figures.officer === undefined ? [] : [t.officer(figures.officer.name, figures.officer.contact)]),
  ]
  return {
    language,
    title: figures.board === undefined ? t.title : `${t.title}: ${figures.board}`,
    blocks: [
      ...boardTables(figures, ledger, language).flatMap(onPaper),
      ...notes.map((text) => ({ kind: 'paragraph', text }) as const),
    ],
  }
}

/** Every figure under each other, so that a spreadsheet can filter and add up. */
export function boardTable(figures: BoardFigures, ledger: Ledger, language: Language) {
  const rows = boardTables(figures, ledger, language).flatMap(({ caption, columns, rows: lines }) =>
    lines.flatMap(([name = '', ...cells]) =>
      cells.map((cell, i) => [caption, name, columns[i + 1]?.text ?? '', cell] as const),
    ),
  )
  return { columns: boardTexts[language].longColumns, rows }
}

function boardTables(figures: BoardFigures, ledger: Ledger, language: Language): readonly Table[] {
  const t = boardTexts[language]
  const compared = comparisonOf(figures)
  const kinds = kindNames(ledger.policy.school.type)
  const nameOf = ({ part, name }: Compared): string => name?.[language] ?? part
  const kindOf = ({ part }: Compared): string => kinds[part as keyof typeof kinds]?.[language] ?? part
  const beside = (
    caption: string,
    of: string,
    lines: readonly Compared[],
    name: (line: Compared) => string,
  ): Table => ({
    kind: 'table',
    caption,
    columns: [{ text: of }, ...numbers([...figures.schools.map(({ school }) => school), t.together])],
    rows: lines.map((line) => [name(line), ...line.counts.map((count) => count ?? '-'), line.together]),
  })
  return [
    {
      kind: 'table',
      caption: t.schools,
      columns: [{ text: t.school }, ...numbers([t.last, t.before, t.average, t.total, t.weeksTold])],
      rows: compared.schools.map(({ school, last, before, average, total, weeks }) => [
        school,
        ...[last, before, average].map((count) => count ?? '-'),
        total,
        weeks,
      ]),
    },
    beside(t.trend, t.week, compared.weeks, ({ part }) => dateIn(part, language)),
    beside(t.kinds, t.kind, compared.kinds, kindOf),
    beside(t.groups, t.group, compared.groups, nameOf),
    beside(t.subjects, t.subject, compared.subjects, nameOf),
    recorded(figures, language),
  ]
}

function recorded(figures: BoardFigures, language: Language): Table {
  const t = boardTexts[language]
  return {
    kind: 'table',
    caption: t.recorded,
    columns: [t.school, t.group, t.what, t.why].map((text) => ({ text })),
    rows: figures.schools.flatMap(({ school, keepDays, recording }) =>
      recording.map(({ group, record, why }) => [
        school,
        group[language],
        record === 'attempts' ? `${t.record[record]} (${t.days(keepDays)})` : t.record[record],
        why[language],
      ]),
    ),
  }
}

const numbers = (columns: readonly string[]): Table['columns'] => columns.map((text) => ({ text, isNumber: true }))

/** A table under its heading; in parts where more schools stand beside each other than a page is wide. */
function onPaper(table: Table): readonly Block[] {
  if (table.rows.length === 0) return []
  return [{ kind: 'heading', text: table.caption }, ...inParts(table)]
}

function inParts(table: Table): readonly Table[] {
  const { columns, rows } = table
  if (columns.length <= BESIDE + 2) return [table]
  const parts = Math.ceil((columns.length - 1) / BESIDE)
  return Array.from({ length: parts }, (_, i) => {
    const cut = <Cell>(cells: readonly Cell[]) => [cells[0]!, ...cells.slice(1 + i * BESIDE, 1 + (i + 1) * BESIDE)]
    return { ...table, columns: cut(columns), rows: rows.map(cut) }
  })
}
