import { isFailure } from '../dns/codes.ts'
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
 * upstream's trouble, as is an answer that is cut off even over TCP, and are given only when no other does better. Who was silent may have lost a datagram and
 * gets another turn; who has spoken, or cannot be reached, does not.
 */
export function race(entrants: readonly Entrant[]): Promise<Uint8Array | UpstreamFailure> {
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
      let entrant = turns.shift()
      while (entrant && out.has(entrant)) entrant = turns.shift()
      if (entrant) start(entrant)
      else if (running === 0) finish(worst)
    }
    const start = (entrant: Entrant) => {
      running += 1
      timer = setTimeout(() => {
        entrant.late()
        next()
      }, entrant.lateAfter)
      void entrant.ask().then((answer) => {
        running -= 1
        if (over) return
        if (isGood(answer)) return finish(answer)
        if (answer !== 'timeout') out.add(entrant)
        worst = worse(worst, answer)
        next()
      })
    }
    next()
  })
}

const isGood = (answer: Uint8Array | UpstreamFailure): answer is Uint8Array =>
  typeof answer !== 'string' && !isFailure(answer[3]! & 15) && (answer[2]! & 2) === 0

/** A bad answer says more than none, and silence more than "nobody there". */
function worse(known: Uint8Array | UpstreamFailure, next: Uint8Array | UpstreamFailure): Uint8Array | UpstreamFailure {
  if (typeof known !== 'string') return known
  return typeof next !== 'string' || next === 'timeout' ? next : known
}
