import type { IncomingMessage, ServerResponse } from 'node:http'

/** How long a request may take to come in, in milliseconds from its headers on. */
export interface Patience {
  readonly usual: number
  /** For one that was given longer, which brings at least `least` bytes in every `span` milliseconds. */
  readonly long: number
  readonly least: number
  readonly span: number
}

/**
 * A list of 40 MB takes eleven minutes over half a megabit a second. Who brings less than eight kilobytes a second holds a connection for nothing, as who
 * wants to hold many does.
 */
export const PATIENCE: Patience = { usual: 30_000, long: 3_600_000, least: 30 * 8_192, span: 30_000 }

const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/**
 * Ends a request that takes too long to come in: 408 (RFC 9110 section 15.5.9), and its connection is closed. Returns what gives it longer, for a page that
 * knows who sends and that a file is coming. Node knows one limit for all requests of a server: that one is only a backstop behind this.
 */
export function limitBody(incoming: IncomingMessage, outgoing: ServerResponse, patience: Patience): () => void {
  const { socket, headers } = incoming
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return () => {}
  const end = () => {
    clearTimeout(timer)
    if (incoming.complete || socket.destroyed) return
    if (!outgoing.headersSent) socket.write(TIMED_OUT)
    socket.destroy()
  }
  const begun = performance.now()
  let timer = setTimeout(end, patience.usual).unref()
  incoming.once('close', () => clearTimeout(timer))
  return () => {
    if (incoming.complete || incoming.destroyed) return
    clearTimeout(timer)
    let seen = socket.bytesRead
    timer = setInterval(() => {
      // What has come and was not read yet: then it is we who are slow.
      const isBusy = incoming.readableLength > 0 || socket.bytesRead - seen >= patience.least
      seen = socket.bytesRead
      if (incoming.complete || !isBusy || performance.now() - begun >= patience.long) end()
    }, patience.span).unref()
  }
}
