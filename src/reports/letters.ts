import type { Text } from '../policy/policy.ts'

/** A letter in one language: no layout, so that a page, a printer and a PDF can each make theirs. */
export interface Letter {
  readonly title: string
  readonly paragraphs: readonly string[]
}
/** The same letter in both languages of the product. */
export interface Letters {
  readonly nl: Letter
  readonly en: Letter
}

/** What a letter about a measure is made of. Never a pupil's name: whoever signs it writes that in. */
export interface MeasureFacts {
  readonly school: string
  readonly kind: 'phone-taken' | 'exclusion' | 'warning' | 'other'
  readonly at: number
  readonly until: number | undefined
  readonly by: string
  readonly why: string
  /** The offence, and what the register says is done about it. */
  readonly register?: { readonly offence: Text; readonly measure: Text; readonly police: boolean }
  readonly clause?: { readonly id: string; readonly text: Text }
  /** What the device is called; only in the letter for the file. */
  readonly device: string
  /** When earlier measures were taken this school year, and which. */
  readonly earlier: readonly { readonly at: number; readonly kind: MeasureFacts['kind'] }[]
}

type Language = 'nl' | 'en'

const LINE = '..............................'

/** The letter to the parents about a measure: what happened, what was done, until when, and by which clause. Times are the wall clock of `zone`. */
export function parentsLetter(facts: MeasureFacts, zone: string): Letters {
  return inBoth((language) => {
    const t = texts[language]
    return {
      title: t.parentsTitle(facts.school),
      paragraphs: [
        t.toParents,
        t.happened(facts, moment(facts.at, zone, language)),
        // Nothing of what was typed stands here: who signs the letter writes it, where the register has no words for it.
        t.offence(facts.register?.offence[language] ?? LINE),
        t.done[facts.kind](facts.until === undefined ? '' : moment(facts.until, zone, language)),
        ...(facts.register?.police ? [t.police] : []),
        ...clauseLine(facts, language),
        ...(facts.earlier.length > 0 ? [t.before(facts.earlier.length)] : []),
        t.talk,
        t.signed(facts.by, facts.school),
      ],
    }
  })
}

/** The letter for the file of the pupil or the member of staff: all that was kept of the measure, and the earlier ones. */
export function fileLetter(facts: MeasureFacts, zone: string): Letters {
  return inBoth((language) => {
    const t = texts[language]
    return {
      title: t.fileTitle(facts.school),
      paragraphs: [
        t.about,
        t.device(facts.device),
        t.happened(facts, moment(facts.at, zone, language)),
        t.why(facts.why),
        ...(facts.register ? [t.offence(facts.register.offence[language])] : []),
        t.done[facts.kind](facts.until === undefined ? '' : moment(facts.until, zone, language)),
        ...clauseLine(facts, language),
        facts.earlier.length === 0
          ? t.noneBefore
          : t.earlier(facts.earlier.map(({ at, kind }) => `${moment(at, zone, language)}: ${t.kinds[kind]}`)),
        t.signed(facts.by, facts.school),
      ],
    }
  })
}

const inBoth = (make: (language: Language) => Letter): Letters => ({ nl: make('nl'), en: make('en') })

function clauseLine({ clause }: MeasureFacts, language: Language): readonly string[] {
  if (clause === undefined) return []
  return [`${texts[language].clause} ${clause.id}: ${clause.text[language]}`]
}

/** `dinsdag 24 november 2026 om 10.15 uur`. */
export function moment(at: number, zone: string, language: Language): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { timeZone: zone, ...options }).format(at)
  const day = part({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '')
  const time = part({ hour: '2-digit', minute: '2-digit' })
  return language === 'nl' ? `${day} om ${time.replace(':', '.')} uur` : `${day} at ${time}`
}

const texts = {
  nl: {
    parentsTitle: (school: string) => `Bericht aan ouders en verzorgers van ${school}`,
    fileTitle: (school: string) => `${school}: verslag voor het dossier`,
    toParents: `Aan de ouders of verzorgers van: ${LINE}`,
    about: `Betreft: ${LINE}`,
    device: (name: string) => `Apparaat: ${name === '' ? LINE : name}`,
    happened: ({ by }: MeasureFacts, when: string) => `Op ${when} heeft ${by} een maatregel genomen.`,
    why: (why: string) => `Reden: ${why}`,
    offence: (what: string) => `Wat er gebeurde: ${what}.`,
    done: {
      'phone-taken': (until: string) => `De telefoon is ingenomen en wordt bewaard tot ${until}.`,
      exclusion: (until: string) => `Het apparaat heeft geen toegang tot het netwerk van de school tot ${until}.`,
      warning: () => 'Er is een waarschuwing gegeven.',
      other: (until: string) => `Er is een andere maatregel genomen${until === '' ? '' : `, tot ${until}`}.`,
    },
    kinds: {
      'phone-taken': 'telefoon ingenomen',
      exclusion: 'uitgesloten van het netwerk',
      warning: 'waarschuwing',
      other: 'andere maatregel',
    },
    police: 'Bij deze overtreding kan de school contact opnemen met de politie.',
    clause: 'Afspraak',
    before: (times: number) => `Dit schooljaar ging het al ${times === 1 ? 'één keer' : `${times} keer`} eerder mis.`,
    earlier: (lines: readonly string[]) => `Eerder dit schooljaar: ${lines.join('; ')}.`,
    noneBefore: 'Eerder dit schooljaar is geen maatregel genomen.',
    talk: 'Wilt u erover praten? Neem dan contact op met de school.',
    signed: (by: string, school: string) => `${by}, ${school}`,
  },
  en: {
    parentsTitle: (school: string) => `To parents and carers of ${school}`,
    fileTitle: (school: string) => `${school}: note for the file`,
    toParents: `To the parents or carers of: ${LINE}`,
    about: `About: ${LINE}`,
    device: (name: string) => `Device: ${name === '' ? LINE : name}`,
    happened: ({ by }: MeasureFacts, when: string) => `On ${when} ${by} took a measure.`,
    why: (why: string) => `Reason: ${why}`,
    offence: (what: string) => `What happened: ${what}.`,
    done: {
      'phone-taken': (until: string) => `The phone was taken and is kept until ${until}.`,
      exclusion: (until: string) => `The device has no access to the school's network until ${until}.`,
      warning: () => 'A warning was given.',
      other: (until: string) => `Another measure was taken${until === '' ? '' : `, until ${until}`}.`,
    },
    kinds: {
      'phone-taken': 'phone taken',
      exclusion: 'excluded from the network',
      warning: 'warning',
      other: 'other measure',
    },
    police: 'For this offence the school may contact the police.',
    clause: 'Clause',
    before: (times: number) => `It went wrong ${times === 1 ? 'once' : `${times} times`} before, this school year.`,
    earlier: (lines: readonly string[]) => `Earlier this school year: ${lines.join('; ')}.`,
    noneBefore: 'No measure was taken earlier this school year.',
    talk: 'Would you like to talk about it? Please contact the school.',
    signed: (by: string, school: string) => `${by}, ${school}`,
  },
} as const
