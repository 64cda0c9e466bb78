import type { Text } from '../policy/policy.ts'
import type { Letters } from './letters.ts'
import { moment } from './letters.ts'

/** What the letter about an incident is made of. */
export interface IncidentFacts {
  readonly school: string
  readonly device: string
  readonly group: Text
  readonly reason: string
  readonly from: number
  readonly until: number
  readonly opened: number
  readonly by: string
  readonly closed?: number
  readonly attempts: readonly {
    readonly first: number
    readonly count: number
    readonly name: string
    readonly reason: Text
  }[]
  readonly notes: readonly { readonly at: number; readonly by: string; readonly text: string }[]
}

/** The whole incident as a letter: for the file, or for the board. Times are the wall clock of `zone`. */
export function incidentLetter(facts: IncidentFacts, zone: string, whom: 'file' | 'board'): Letters {
  const inOne = (language: 'nl' | 'en') => {
    const t = texts[language]
    const when = (at: number) => moment(at, zone, language)
    return {
      title: whom === 'file' ? t.fileTitle(facts.school) : t.boardTitle(facts.school),
      paragraphs: [
        t.about,
        t.device(facts.device, facts.group[language]),
        t.opened(facts.by, when(facts.opened), facts.reason),
        t.span(when(facts.from), when(facts.until)),
        facts.attempts.length === 0 ? t.nothing : t.tried(facts.attempts.reduce((sum, { count }) => sum + count, 0)),
        ...facts.attempts.map(({ first, count, name, reason }) =>
          t.attempt(when(first), count, name, reason[language]),
        ),
        t.caution,
        ...facts.notes.map(({ at, by, text }) => t.note(when(at), by, text)),
        ...(facts.closed === undefined ? [] : [t.closed(when(facts.closed))]),
      ],
    }
  }
  return { nl: inOne('nl'), en: inOne('en') }
}

const texts = {
  nl: {
    fileTitle: (school: string) => `${school}: incident, voor het dossier`,
    boardTitle: (school: string) => `${school}: incident, ter overleg met het bestuur`,
    about: 'Betreft: ..............................',
    device: (label: string, group: string) => `Apparaat: ${label === '' ? 'gewist' : label} (${group})`,
    opened: (by: string, when: string, reason: string) => `Geopend door ${by} op ${when}. Reden: ${reason}`,
    span: (from: string, until: string) => `Het gaat om wat is tegengehouden van ${from} tot ${until}.`,
    nothing: 'In die tijd is niets van dit apparaat tegengehouden en bewaard.',
    tried: (count: number) =>
      count === 1 ? 'Er is één keer iets tegengehouden:' : `Er is ${count} keer iets tegengehouden:`,
    attempt: (when: string, count: number, name: string, why: string) => `${when}: ${name}, ${count}x. ${why}`,
    caution:
      'Een apparaat vraagt ook uit zichzelf om namen: een regel hierboven zegt niet dat iemand iets heeft geopend. Wat op een pagina stond, is niet bekend.',
    note: (when: string, by: string, text: string) => `Aantekening van ${by}, ${when}: ${text}`,
    closed: (when: string) => `Gesloten op ${when}.`,
  },
  en: {
    fileTitle: (school: string) => `${school}: incident, for the file`,
    boardTitle: (school: string) => `${school}: incident, for the board`,
    about: 'About: ..............................',
    device: (label: string, group: string) => `Device: ${label === '' ? 'erased' : label} (${group})`,
    opened: (by: string, when: string, reason: string) => `Opened by ${by} on ${when}. Reason: ${reason}`,
    span: (from: string, until: string) => `It is about what was blocked from ${from} to ${until}.`,
    nothing: 'In that time nothing of this device was blocked and kept.',
    tried: (count: number) => (count === 1 ? 'Something was blocked once:' : `Something was blocked ${count} times:`),
    attempt: (when: string, count: number, name: string, why: string) => `${when}: ${name}, ${count}x. ${why}`,
    caution:
      'A device asks for names by itself too: a line above does not say that somebody opened something. What a page showed is not known.',
    note: (when: string, by: string, text: string) => `Note by ${by}, ${when}: ${text}`,
    closed: (when: string) => `Closed on ${when}.`,
  },
} as const
