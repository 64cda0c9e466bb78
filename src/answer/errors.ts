import { ede } from '../dns/codes.ts'
import type { ExtendedError } from '../dns/reply.ts'

const text = (words: string) => new TextEncoder().encode(words)

/** The Extended DNS Errors that say the same for everyone (RFC 8914 section 4). */
export const errors = {
  forged: { code: ede.FORGED, text: text('veilige versie / safe version') },
  stale: { code: ede.STALE, text: text('') },
  unreachable: { code: ede.NETWORK_ERROR, text: text('geen upstream bereikbaar / no upstream reachable') },
  malformed: { code: ede.OTHER, text: text('onleesbaar antwoord / unreadable answer') },
  privateAddress: { code: ede.BLOCKED, text: text('privé-adres / private address') },
  tooMany: { code: ede.PROHIBITED, text: text('te veel vragen / too many questions') },
  stranger: { code: ede.PROHIBITED, text: text('niet op het netwerk van de school / not on the school network') },
} as const satisfies Readonly<Record<string, ExtendedError>>
