import { ede } from '../dns/codes.ts'
import type { ExtendedError } from '../dns/reply.ts'

type Kind = 'forged' | 'stale' | 'unreachable' | 'malformed' | 'privateAddress' | 'tooMany' | 'stranger'

const error = (code: number, words: string): ExtendedError => ({ code, text: new TextEncoder().encode(words) })

/** The Extended DNS Errors (RFC 8914 section 4) that say the same for everyone, in the language of the school. */
export const errors: Readonly<Record<'nl' | 'en', Readonly<Record<Kind, ExtendedError>>>> = {
  nl: {
    forged: error(ede.FORGED, 'veilige versie'),
    stale: error(ede.STALE, ''),
    unreachable: error(ede.NETWORK_ERROR, 'geen upstream bereikbaar'),
    malformed: error(ede.OTHER, 'onleesbaar antwoord'),
    privateAddress: error(ede.BLOCKED, 'privé-adres'),
    tooMany: error(ede.PROHIBITED, 'te veel vragen'),
    stranger: error(ede.PROHIBITED, 'niet op het netwerk van de school'),
  },
  en: {
    forged: error(ede.FORGED, 'safe version'),
    stale: error(ede.STALE, ''),
    unreachable: error(ede.NETWORK_ERROR, 'no upstream reachable'),
    malformed: error(ede.OTHER, 'unreadable answer'),
    privateAddress: error(ede.BLOCKED, 'private address'),
    tooMany: error(ede.PROHIBITED, 'too many questions'),
    stranger: error(ede.PROHIBITED, 'not on the school network'),
  },
}
