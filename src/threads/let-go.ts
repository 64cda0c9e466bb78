/** More than V8 lets a thread take outside its heap before it looks what may go (64 MB above what there was at its last look). */
const ENOUGH = 80 << 20
/** Milliseconds until then: what is replaced again and again is not looked for each time. */
const WITHIN = 1_000

let isAsked = false

/**
 * Has V8 look soon, in small steps between this thread's turns, what it has let go of. A replaced index is tens of megabytes behind an object of a few
 * bytes, which by itself would wait for minutes on a thread that leaves no garbage; `gc()` would stop the thread for as long as all of it takes. What V8
 * goes by is that much memory is asked for: nothing is ever written to it, so it costs none.
 */
export function letGo(within = WITHIN): void {
  if (isAsked) return
  isAsked = true
  setTimeout(() => {
    isAsked = false
    return new ArrayBuffer(ENOUGH)
  }, within).unref()
}
