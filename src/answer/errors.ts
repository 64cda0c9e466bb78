import { ede } from '../dns/codes.ts'
import type { ExtendedError } from '../dns/reply.ts'
import type { Decision } from '../policy/verdict.ts'

const text = (words: string) => new TextEncoder().encode(words)

/** The Extended DNS Errors that say the same for everyone (RFC 8914 section 4). */
export const errors = {
  forged: { code: ede.FORGED, text: text('veilige versie / safe version') },
  stale: { code: ede.STALE, text: text('') },
  unreachable: { code: ede.NETWORK_ERROR, text: text('geen upstream bereikbaar / no upstream reachable') },
  malformed: { code: ede.OTHER, text: text('onleesbaar antwoord / unreadable answer') },
  tooMany: { code: ede.PROHIBITED, text: text('te veel vragen / too many questions') },
  stranger: { code: ede.PROHIBITED, text: text('niet op het netwerk van de school / not on the school network') },
} as const satisfies Readonly<Record<string, ExtendedError>>

const made = new WeakMap<Decision, ExtendedError>()

/** "Blocked" with its reason's kind and clause: enough to find the sentence, and nothing about a person. */
export function blockedError(decision: Decision): ExtendedError {
  let error = made.get(decision)
  if (error === undefined) {
    const { reason } = decision
    const clause = 'clause' in reason && reason.clause !== undefined ? ` ${reason.clause}` : ''
    error = { code: ede.BLOCKED, text: text(`dicht / closed: ${reason.kind}${clause}`) }
    made.set(decision, error)
  }
  return error
}
