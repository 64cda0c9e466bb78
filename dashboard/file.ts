import type { Context } from 'hono'
import type { Env } from './env.ts'

const types = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' } as const

/** Answers with a file to keep. Its name is made of plain letters, whatever is in it. */
export function file(
  c: Context<Env>,
  content: string | Uint8Array<ArrayBuffer>,
  kind: keyof typeof types,
  name: string,
): Response {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .slice(0, 80)
  return c.body(content, 200, {
    'Content-Type': types[kind],
    'Content-Disposition': `attachment; filename="${plain}.${kind}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
}
