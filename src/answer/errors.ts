import { ede } from '../dns/codes.ts'
import type { ExtendedError } from '../dns/reply.ts'

type Kind =
  | 'forged'
  | 'stale'
  | 'staleNxdomain'
  | 'unreachable'
  | 'malformed'
  | 'privateAddress'
  | 'tooMany'
  | 'stranger'
  | 'noRecursion'
  | 'notSupported'

const error = (code: number, words: string): ExtendedError => ({ code, text: new TextEncoder().encode(words) })

/** The Extended DNS Errors (RFC 8914 section 4) that say the same for everyone, in the language of the school. */
export const errors: Readonly<Record<'nl' | 'en', Readonly<Record<Kind, ExtendedError>>>> = {
  nl: {
    forged: error(ede.FORGED, 'veilige versie'),
    stale: error(ede.STALE, 'ouder antwoord, een nieuw is er niet'),
    staleNxdomain: error(ede.STALE_NXDOMAIN, 'ouder antwoord, een nieuw is er niet'),
    unreachable: error(ede.NETWORK_ERROR, 'geen upstream bereikbaar'),
    malformed: error(ede.OTHER, 'onleesbaar antwoord'),
    privateAddress: error(ede.BLOCKED, 'privé-adres'),
    tooMany: error(ede.PROHIBITED, 'te veel vragen'),
    stranger: error(ede.PROHIBITED, 'niet op het netwerk van de school'),
    noRecursion: error(ede.NOT_AUTHORITATIVE, 'alleen voor wie recursie vraagt'),
    notSupported: error(ede.NOT_SUPPORTED, 'dit soort vraag wordt niet beantwoord'),
  },
  en: {
    forged: error(ede.FORGED, 'safe version'),
    stale: error(ede.STALE, 'older answer, there is no new one'),
    staleNxdomain: error(ede.STALE_NXDOMAIN, 'older answer, there is no new one'),
    unreachable: error(ede.NETWORK_ERROR, 'no upstream reachable'),
    malformed: error(ede.OTHER, 'unreadable answer'),
    privateAddress: error(ede.BLOCKED, 'private address'),
    tooMany: error(ede.PROHIBITED, 'too many questions'),
    stranger: error(ede.PROHIBITED, 'not on the school network'),
    noRecursion: error(ede.NOT_AUTHORITATIVE, 'only for who asks for recursion'),
    notSupported: error(ede.NOT_SUPPORTED, 'this kind of question is not answered'),
  },
}
