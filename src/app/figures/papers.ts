import { csvOf } from '../../papers/csv.ts'
import type { Paper } from '../../papers/paper.ts'
import { paperOf } from '../../papers/paper.ts'
import { pdfOf } from '../../papers/pdf.ts'
import type { Letters } from '../../reports/letters.ts'
import { moment } from '../../reports/letters.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'

/** Reports and letters as files. */
export interface PaperDesk {
  /** A tagged PDF. */
  pdf(paper: Paper): Promise<Uint8Array<ArrayBuffer>>
  /** A letter as a paper of this school, made now. */
  letter(letters: Letters, language: 'nl' | 'en'): Paper
  /** A paper of this school, made now: what stands under its title is filled in. */
  paper(paper: Omit<Paper, 'under'>): Paper
  /** Semicolons, a byte order mark, and no cell that a spreadsheet would run. */
  csv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string
}

/** Makes files of what others wrote. */
export function paperDesk({ clock }: Parts, ledger: Ledger): PaperDesk {
  const under = (language: 'nl' | 'en') =>
    `${ledger.policy.school.name}  ·  ${moment(clock(), ledger.zone.id, language)}`
  return {
    pdf: (paper) => pdfOf(paper, new Date(clock())),
    letter: (letters, language) => paperOf(letters[language], language, under(language)),
    paper: (paper) => ({ ...paper, under: under(paper.language) }),
    csv: csvOf,
  }
}
