import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

/**
 * Lets in bodies of `most` bytes; what is longer is answered by `tooBig`. One that does not say how long it is (in chunks, or a DELETE without any) is
 * read here. Not Hono's: that one copies the request, and the server's, which leaves the platform's `Request` alone, cannot be copied.
 */
export function bodyLimit(most: number, tooBig: (c: Context<Env>) => Response | Promise<Response>) {
  const limit: MiddlewareHandler<Env> = async (c, next) => {
    const { body, headers, method, signal, url } = c.req.raw
    if (body === null) return next()
    const length = headers.get('content-length')
    if (length !== null && !headers.has('transfer-encoding')) return Number(length) > most ? tooBig(c) : next()
    const read = await readAtMost(body, most)
    if (read === undefined) return tooBig(c)
    c.req.raw = new Request(url, { method, headers, signal, ...(read.length > 0 ? { body: read } : {}) })
    return next()
  }
  return limit
}

/** The whole of a body; undefined where it is longer. */
async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
