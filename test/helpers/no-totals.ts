import type { ResolverTotals } from '../../src/link.ts'

/** What a resolver tells that has just started and is well. */
export const noTotals: ResolverTotals = {
  ...{ startedAt: 0, queries: 0, blocked: 0, cacheHits: 0, cacheEntries: 0, cacheBytes: 0, upstreamFailures: 0 },
  ...{ turnedAway: 0, forgedAnswers: 0, malformed: 0, refused: 0, limited: 0, privateAnswers: 0, attemptsLost: 0 },
  ...{ revision: 1, upstreamsUp: true, sockets: 'plain' },
}
