import { ede } from '../dns/codes.ts'
import type { ExtendedError } from '../dns/reply.ts'
import type { Entry } from '../policy/compile.ts'
import type { Decision, Reason } from '../policy/verdict.ts'

/** Why a query is blocked, and the same where an address stands in for what is closed: then the code is 4, Forged Answer (RFC 8914 section 4.5). */
export interface BlockError extends ExtendedError {
  readonly forged: ExtendedError
}

const made = new WeakMap<Decision, BlockError>()

/**
 * Why a query is blocked, for devices that show it (RFC 8914): a sentence in the school's language, the kind of reason and the clause; nothing about a
 * person, and no name. One entry's error is made once.
 */
export function blockedError({ decision, language }: Pick<Entry, 'decision' | 'language'>): BlockError {
  let error = made.get(decision)
  if (error === undefined) {
    const { reason } = decision
    const clause = 'clause' in reason && reason.clause !== undefined ? ` ${reason.clause}` : ''
    const words = `${sentences[language](reason)} (${reason.kind}${clause.slice(0, LONGEST_CLAUSE)})`
    const text = new TextEncoder().encode(words)
    error = { code: codeOf(reason), text, forged: { code: ede.FORGED, text } }
    made.set(decision, error)
  }
  return error
}

/** With the longest name, an SOA and the longest sentence a reply still fits in 512 bytes. */
const LONGEST_CLAUSE = 24

/** The category of a school's own list of names that a court or a ministry ordered closed. */
const LEGAL_ORDER = 'legal-order'

/**
 * 15 Blocked: by the school's protocol or decision, as whoever runs this resolver. 16 Censored: by order of somebody outside the school, which is the
 * category `legal-order`. 17 Filtered: asked for on the device's own side, by the teacher of its class for the moment (RFC 8914 sections 4.16 to 4.18).
 */
function codeOf(reason: Reason): number {
  if (isOrdered(reason)) return ede.CENSORED
  return reason.kind === 'focus' || reason.kind === 'park' ? ede.FILTERED : ede.BLOCKED
}

const isOrdered = (reason: Reason): boolean =>
  'target' in reason && reason.target?.kind === 'category' && reason.target.id === LEGAL_ORDER

const sentences = {
  nl: (reason: Reason): string => {
    if (isOrdered(reason)) return 'Dicht op bevel van de rechter of de overheid'
    if (reason.kind === 'locked') return 'Altijd dicht op deze school'
    if (reason.kind === 'focus')
      return reason.exam ? 'De klas heeft nu een toets' : 'De klas heeft nu alleen bepaalde sites'
    if (reason.kind === 'park') return 'De apparaten van de klas zijn geparkeerd'
    if (reason.kind === 'exclusion') return 'Dit apparaat is uitgesloten van het netwerk'
    if (reason.kind === 'only-these') return 'Op dit netwerk is alleen open wat genoemd is'
    if (reason.kind === 'canary') return 'Op dit netwerk gaat DNS langs het filter van de school'
    return 'Nu dicht volgens de afspraken van de school'
  },
  en: (reason: Reason): string => {
    if (isOrdered(reason)) return 'Closed by order of a court or the government'
    if (reason.kind === 'locked') return 'Always closed at this school'
    if (reason.kind === 'focus')
      return reason.exam ? 'The class has an exam now' : 'The class has only certain sites now'
    if (reason.kind === 'park') return 'The devices of the class are parked'
    if (reason.kind === 'exclusion') return 'This device is excluded from the network'
    if (reason.kind === 'only-these') return 'On this network only what is named is open'
    if (reason.kind === 'canary') return 'On this network DNS goes by way of the school filter'
    return 'Closed now under the agreements of the school'
  },
} as const
