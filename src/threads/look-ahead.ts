import type { Views } from '../policy/views.ts'
import type { Clock } from '../time/clock.ts'
import { paced } from '../time/clock.ts'

/** So many milliseconds ahead of a bell the views that follow it are begun with. */
const AHEAD = 15_000

/** Views that are made in one turn, some tenths of a millisecond, and the milliseconds until the next turn: where there are more, and where not. */
const TURN = { views: 4, pause: 20, rest: 1_000 }

/** Makes the views that follow at the next bell before it rings, so that no question of that moment waits for them. Returns how to stop. */
export function lookAhead(views: () => Views, clock: Clock): () => void {
  let timer = setTimeout(turn, 0)
  function turn(): void {
    const now = clock()
    const isMore = views().makeAhead(now, now + AHEAD, TURN.views)
    timer = setTimeout(turn, isMore ? TURN.pause : paced(clock, TURN.rest))
  }
  return () => clearTimeout(timer)
}
