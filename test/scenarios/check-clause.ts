import { afterAll, describe, expect, it } from 'vitest'
import type { AResolver } from '../helpers/a-resolver.ts'
import { aResolver } from '../helpers/a-resolver.ts'
import type { Reply } from '../helpers/ask.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { expected } from './lankforst-expectations.ts'
import type { Gets, Row } from './protocol.ts'
import { grantFor, outcomeOf, titleOf } from './protocol.ts'

/** Holds a clause's table against `decide`, and once more against a resolver on real sockets. */
export async function checkClause(clause: string): Promise<void> {
  const rows = expected.lines[clause]!.flat().map((row) => [titleOf(row), row] as const)
  const resolver = await aResolver({ at: '2026-11-24T07:00' })
  afterAll(() => resolver.close())

  describe('decide', () => {
    it.each(rows)('%s', (_, row) => expect(outcomeOf(row, expected.policy)).toEqual({ gets: row.gets, by: row.by }))
  })
  describe('over sockets', () => {
    it.each(rows)('%s', async (_, row) => expect(await answered(resolver, row)).toBe(row.gets))
  })
}

/** What a device gets, asked without and, where it is closed, with a grant. */
async function answered({ ask, put, clock }: AResolver, row: Row): Promise<Gets> {
  const from = addressIn(row.who)
  clock.set(row.at)
  put(row.acts)
  const first = looksLike(await ask(row.asks, { from }))
  if (first !== 'closed') return first
  put(grantFor(row))
  return looksLike(await ask(row.asks, { from })) === 'closed' ? 'locked' : 'closed'
}

/** A reply in the words of a row: an alias in front of the address is a safe version, an error 15 a block. */
export function looksLike({ rcode, data, error }: Reply): 'open' | 'safer' | 'closed' {
  if (rcode !== 'NOERROR') throw new Error(`an answer was expected, and ${rcode} came`)
  if (error !== undefined && error.code >= 15 && error.code <= 17 && data.length === 0) return 'closed'
  if (data.length === 0) throw new Error('neither an address nor a block')
  return data.length > 1 ? 'safer' : 'open'
}
