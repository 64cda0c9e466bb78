import type { Name } from '../dns/name.ts'
import type { Target, Text } from './policy.ts'

/** What to do with a query. */
export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'block' }
  | { readonly kind: 'rewrite'; readonly target: Name }

/** Why: one kind for each step of the gate, and for what is ours to answer. Adding a kind without a sentence does not compile. */
export type Reason =
  | { readonly kind: 'own-name' }
  | { readonly kind: 'special-use' }
  | { readonly kind: 'canary' }
  | { readonly kind: 'essential' }
  | { readonly kind: 'emergency'; readonly act: string }
  | { readonly kind: 'exclusion'; readonly act: string; readonly clause?: string }
  | { readonly kind: 'opening'; readonly act: string }
  | { readonly kind: 'locked'; readonly rule: string; readonly target: Target; readonly clause?: string }
  | { readonly kind: 'focus'; readonly act: string; readonly exam: boolean; readonly listed: boolean }
  | { readonly kind: 'park'; readonly act: string }
  | { readonly kind: 'protected' }
  | { readonly kind: 'grant'; readonly act: string; readonly target: Target }
  | { readonly kind: 'rule'; readonly rule: string; readonly target: Target; readonly clause?: string }
  | { readonly kind: 'only-these' }
  /** Open only because the group is on trial: the rule that would have closed it; none where "only these" would have. */
  | { readonly kind: 'trial'; readonly rule?: string; readonly target?: Target; readonly clause?: string }
  | { readonly kind: 'restricted' }
  | { readonly kind: 'default' }

export interface Decision {
  readonly verdict: Verdict
  readonly reason: Reason
}

/** The names that sentences need, by id: of clauses, platforms, sets and categories. */
export interface Wording {
  readonly clause: (id: string) => Text | undefined
  readonly target: (target: Target) => Text
}

/** The sentence people read: what holds, and why. */
export function sentence({ verdict, reason }: Decision, wording: Wording): Text {
  const plain = sentenceOf(verdict, reason, wording)
  const clause = 'clause' in reason && reason.clause !== undefined ? wording.clause(reason.clause) : undefined
  if (clause === undefined || !('clause' in reason)) return plain
  return {
    nl: `${plain.nl} Afspraak ${reason.clause}: ${clause.nl}`,
    en: `${plain.en} Clause ${reason.clause}: ${clause.en}`,
  }
}

function sentenceOf(verdict: Verdict, reason: Reason, wording: Wording): Text {
  switch (reason.kind) {
    case 'own-name':
      return { nl: 'Dit is een pagina van de school zelf.', en: 'This is a page of the school itself.' }
    case 'special-use':
      return {
        nl: 'Deze naam is voor bijzonder gebruik en gaat het netwerk niet uit.',
        en: 'This is a special-use name; it does not leave the network.',
      }
    case 'canary':
      return {
        nl: 'Met deze naam vraagt een apparaat of er een filter is.',
        en: 'With this name a device asks whether there is a filter.',
      }
    case 'essential':
      return { nl: 'Altijd open: hier kan een apparaat niet zonder.', en: 'Always open: devices cannot do without it.' }
    case 'emergency':
      return { nl: 'Open vanwege een calamiteit.', en: 'Open because of an emergency.' }
    case 'exclusion':
      return { nl: 'Dit apparaat is uitgesloten van het netwerk.', en: 'This device is excluded from the network.' }
    case 'opening':
      return { nl: 'Door de directie geopend voor een onderzoek.', en: 'Opened by the director for an investigation.' }
    case 'locked': {
      const target = wording.target(reason.target)
      return { nl: `Altijd dicht: ${target.nl}.`, en: `Always closed: ${target.en}.` }
    }
    case 'focus':
      return focusSentence(reason.listed, reason.exam)
    case 'park':
      return { nl: 'De apparaten van de klas zijn geparkeerd.', en: 'The devices of the class are parked.' }
    case 'protected':
      return { nl: 'Altijd open: dit is nodig voor school.', en: 'Always open: school needs it.' }
    case 'grant': {
      const target = wording.target(reason.target)
      return { nl: `Opengezet door de school: ${target.nl}.`, en: `Opened by the school: ${target.en}.` }
    }
    case 'rule': {
      const target = wording.target(reason.target)
      return verdict.kind === 'block'
        ? { nl: `Nu dicht: ${target.nl}.`, en: `Closed now: ${target.en}.` }
        : { nl: `Nu open: ${target.nl}.`, en: `Open now: ${target.en}.` }
    }
    case 'only-these':
      return {
        nl: 'Dicht: voor deze groep staat alleen open wat genoemd is.',
        en: 'Closed: for this group only what is named is open.',
      }
    case 'trial':
      return trialSentence(reason.target === undefined ? undefined : wording.target(reason.target))
    case 'restricted':
      return { nl: 'Open, in de veilige versie.', en: 'Open, in its safe version.' }
    case 'default':
      return { nl: 'Open: geen regel sluit dit.', en: 'Open: no rule closes it.' }
    default:
      return reason satisfies never
  }
}

function trialSentence(target: Text | undefined): Text {
  if (target === undefined)
    return {
      nl: 'Open: deze groep draait proef. Anders stond alleen open wat genoemd is.',
      en: 'Open: this group is on trial. Otherwise only what is named would be open.',
    }
  return {
    nl: `Open: deze groep draait proef. Anders was dit nu dicht: ${target.nl}.`,
    en: `Open: this group is on trial. Otherwise this would be closed now: ${target.en}.`,
  }
}

function focusSentence(listed: boolean, exam: boolean): Text {
  if (listed)
    return exam
      ? { nl: 'Open: hoort bij de toets.', en: 'Open: part of the exam.' }
      : { nl: 'Open: hoort bij "alleen deze sites".', en: 'Open: part of "only these sites".' }
  return exam
    ? { nl: 'Dicht: de klas heeft nu een toets.', en: 'Closed: the class has an exam now.' }
    : { nl: 'Dicht: de klas heeft nu "alleen deze sites".', en: 'Closed: the class has "only these sites" now.' }
}
