import { flag, isFailure } from '../dns/codes.ts'
import { readResponse } from '../dns/response.ts'
import type { UpstreamFailure } from './upstream.ts'

/** How often one server is asked one question: where datagrams are lost, one that stands alone has nobody to step in. */
const TURNS = { alone: 3, among: 2 }

/** One that may be asked. */
export interface Entrant {
  /** Milliseconds after which the next one is asked as well. */
  readonly lateAfter: number
  /** Called when it was. */
  late(): void
  ask(): Promise<Uint8Array | UpstreamFailure>
}

/**
 * Asks one after another, the next as soon as the last is late or has failed, and gives the first good answer. SERVFAIL, REFUSED, FORMERR and NOTIMP are one
 * upstream's trouble, as is an answer that is cut off even over TCP or that nobody can read, and are given only when no other does better. Who was silent
 * may have lost a datagram and gets another turn; who has spoken, or cannot be reached, does not.
 */
export function race(entrants: readonly Entrant[], question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
  return new Promise((resolve) => {
    const turns = Array.from({ length: entrants.length === 1 ? TURNS.alone : TURNS.among }, () => entrants).flat()
    const out = new Set<Entrant>()
    let worst: Uint8Array | UpstreamFailure = 'unreachable'
    let running = 0
    let over = false
    let timer: NodeJS.Timeout | undefined

    const finish = (result: Uint8Array | UpstreamFailure) => {
      over = true
      clearTimeout(timer)
      resolve(result)
    }
    const next = () => {
      clearTimeout(timer)
      timer = undefined
      let entrant = turns.shift()
      while (entrant && out.has(entrant)) entrant = turns.shift()
      if (entrant) start(entrant)
      else if (running === 0) finish(worst)
    }
    const start = (entrant: Entrant) => {
      running += 1
      const mine = setTimeout(
        () =>
          afterReading(() => {
            if (over || timer !== mine) return
            entrant.late()
            next()
          }),
        entrant.lateAfter,
      )
      timer = mine
      void entrant.ask().then((answer) => {
        running -= 1
        if (over) return
        if (isGood(answer, question)) return finish(answer)
        if (answer !== 'timeout') out.add(entrant)
        worst = worse(worst, answer)
        next()
      })
    }
    next()
  })
}

/** Where this thread was busy, answers wait in its sockets and were not late at all: timers come before them. */
function afterReading(act: () => void): void {
  setImmediate(() => setImmediate(act))
}

function isGood(answer: Uint8Array | UpstreamFailure, question: Uint8Array): answer is Uint8Array {
  const response = typeof answer === 'string' ? undefined : readResponse(answer, question)
  // An extended code speaks of the connection to that one server, and not of the name (RFC 6891 section 6.1.3).
  return response !== undefined && !response.truncated && response.rcode <= flag.RCODE && !isFailure(response.rcode)
}

/** A bad answer says more than none, and silence more than "nobody there". */
function worse(known: Uint8Array | UpstreamFailure, next: Uint8Array | UpstreamFailure): Uint8Array | UpstreamFailure {
  if (typeof known !== 'string') return known
  return typeof next !== 'string' || next === 'timeout' ? next : known
}
