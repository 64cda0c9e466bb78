import type { Block, Paper } from '../../papers/paper.ts'
import type { Recording, Text } from '../../policy/policy.ts'
import { whyRecorded } from '../figures/board.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { KeptLine, PrivacyFacts } from './privacy-words.ts'
import { dpiaChapters, keptLines } from './privacy-words.ts'

export type { KeptLine } from './privacy-words.ts'

/** What is recorded, why and how long: for the data-protection officer, and as papers to print. Nothing in it tells of a person. */
export interface PrivacyDesk {
  /** What is written down of each group's blocked questions. */
  recorded(): readonly { readonly group: Text; readonly record: Recording; readonly why: Text }[]
  kept(): readonly KeptLine[]
  officer(): { readonly name: string; readonly contact: string } | undefined
  /** A text for a data-protection impact assessment, with lines for what only the school can answer. */
  dpia(language: 'nl' | 'en'): Omit<Paper, 'under'>
  /** The entry for the register of processing (AVG, article 30). */
  register(language: 'nl' | 'en'): Omit<Paper, 'under'>
}

const LINE = '..............................'

/** The officer's desk. */
export function privacyDesk({ keepAttemptsDays = 14 }: Parts, ledger: Ledger): PrivacyDesk {
  const recorded = () =>
    ledger.policy.groups.map(({ name, record }) => ({ group: name, record, why: whyRecorded[record] }))
  const facts = (): PrivacyFacts => {
    const { name, board, officer } = ledger.policy.school
    return {
      school: name,
      board: board ?? LINE,
      officer: officer === undefined ? LINE : `${officer.name}, ${officer.contact}`,
      days: keepAttemptsDays,
    }
  }
  const tables = (language: 'nl' | 'en'): readonly Block[] => {
    const t = texts[language]
    return [
      { kind: 'heading', text: t.groups },
      {
        kind: 'table',
        caption: t.groups,
        columns: [{ text: t.group }, { text: t.what }, { text: t.why }],
        rows: recorded().map(({ group, record, why }) => [group[language], t.record[record], why[language]]),
      },
      { kind: 'heading', text: t.kept },
      {
        kind: 'table',
        caption: t.kept,
        columns: [{ text: t.what }, { text: t.why }, { text: t.howLong }],
        rows: keptLines(keepAttemptsDays).map((line) => [
          line.what[language],
          line.why[language],
          line.howLong[language],
        ]),
      },
    ]
  }
  return {
    recorded,
    kept: () => keptLines(keepAttemptsDays),
    officer: () => ledger.policy.school.officer,
    dpia: (language) => ({
      language,
      title: texts[language].dpia,
      blocks: [
        ...dpiaChapters[language](facts()).flatMap(([title, ...paragraphs]): readonly Block[] => [
          { kind: 'heading', text: title },
          ...paragraphs.map((text) => ({ kind: 'paragraph', text }) as const),
        ]),
        ...tables(language),
      ],
    }),
    register: (language) => {
      const t = texts[language]
      return {
        language,
        title: t.register,
        blocks: [
          { kind: 'list', items: t.entry(facts()) },
          ...tables(language),
          { kind: 'paragraph', text: t.measures },
        ],
      }
    },
  }
}

const texts = {
  nl: {
    dpia: 'Tekst voor een DPIA: filter op het netwerk',
    register: 'Verwerkingsregister: filter op het netwerk',
    groups: 'Per apparaatgroep',
    group: 'Apparaatgroep',
    kept: 'Wat wordt bewaard',
    what: 'Wat',
    why: 'Waarom',
    howLong: 'Hoe lang',
    record: { attempts: 'Wat is tegengehouden, met apparaat', counts: 'Alleen aantallen', none: 'Niets' },
    entry: ({ school, board, officer }: PrivacyFacts) => [
      `Verwerking: filteren van het netwerk van ${school}`,
      `Verwerkingsverantwoordelijke: ${board}`,
      `Functionaris gegevensbescherming: ${officer}`,
      'Doel: een veilige en rustige les, en het protocol van de school uitvoeren',
      'Betrokkenen: leerlingen, medewerkers en gasten op het netwerk',
      'Ontvangers: geen buiten de school; binnen de school naar rol',
      'Doorgifte buiten de EU: geen door Rooster; de gekozen naamserver: ..............................',
    ],
    measures:
      'Beveiliging: toegang naar rol, redenen bij inzage die worden vastgelegd, databases die alleen het programma kan lezen, versleutelde back-ups, geen gegevens bij anderen.',
  },
  en: {
    dpia: 'Text for a DPIA: filter on the network',
    register: 'Register of processing: filter on the network',
    groups: 'By device group',
    group: 'Device group',
    kept: 'What is kept',
    what: 'What',
    why: 'Why',
    howLong: 'How long',
    record: { attempts: 'What was blocked, with the device', counts: 'Figures only', none: 'Nothing' },
    entry: ({ school, board, officer }: PrivacyFacts) => [
      `Processing: filtering the network of ${school}`,
      `Controller: ${board}`,
      `Data-protection officer: ${officer}`,
      'Purpose: a safe and quiet lesson, and keeping the school’s protocol',
      'Data subjects: pupils, staff and guests on the network',
      'Recipients: none outside the school; inside it by role',
      'Transfers outside the EU: none by Rooster; the chosen name server: ..............................',
    ],
    measures:
      'Security: access by role, reasons for looks that are recorded, databases that only the program can read, encrypted backups, no data with others.',
  },
} as const
