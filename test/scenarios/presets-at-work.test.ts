import { describe, expect, it } from 'vitest'
import type { Name } from '../../src/dns/name.ts'
import type { DeviceEntry } from '../../src/link.ts'
import { decide } from '../../src/policy/decide.ts'
import { noActs } from '../../src/policy/policy.ts'
import { aResolver } from '../helpers/a-resolver.ts'
import { addressIn, amsterdam, caseOf, categoriesOf, shipped } from '../helpers/lankforst.ts'
import { Compiled } from '../policy/world.ts'
import { looksLike } from './check-clause.ts'
import { protocols } from './presets.ts'
import type { Row } from './protocol.ts'
import { clientOf, titleOf } from './protocol.ts'

// The tables are held against the plain `decide` elsewhere; here against the compiled form, and a share of them against real sockets.

describe.each(protocols.map((of) => [of.id, of] as const))('%s', (_, { policy, lines }) => {
  const rows = Object.values(lines).flat(2)

  it('the compiled form decides as the plain one', () => {
    const names = [...new Set(rows.map(({ asks }) => asks as Name))]
    const listed = names.flatMap((name) => categoriesOf(name).map((category) => ({ name, category })))
    const compiled = new Compiled({ policy, catalogue: shipped, listed, acts: noActs })
    const differing = inTime(rows).filter(({ who, asks, at }) => {
      const client = clientOf(who)
      const plain = decide(caseOf(asks, '', at, { policy, client }))
      return JSON.stringify(compiled.decide(client, asks as Name, amsterdam.parse(at))) !== JSON.stringify(plain)
    })
    expect(differing.map(titleOf)).toEqual([])
  })

  it('a packet gets the answer that the table says', async ({ onTestFinished }) => {
    const devices = devicesOf(rows)
    const { ask, clock, close } = await aResolver({ at: '2026-11-24T07:00', policy, devices: [...devices.values()] })
    onTestFinished(close)
    // One in eleven; 11 shares no factor with the lengths of the tables, so that each moment and group has its turn.
    const sample = inTime(rows.filter((_, i) => i % 11 === 0))
    const wrong: string[] = []
    for (const row of sample) {
      clock.set(row.at)
      const from = devices.get(row.who)?.addresses[0] ?? addressIn(row.who)
      const got = looksLike(await ask(row.asks, { from }))
      if (got !== answerFor(row)) wrong.push(`${titleOf(row)}; the answer is ${got}`)
    }
    expect(wrong).toEqual([])
  })
})

/** In the order of time: the product never sees it run backwards. */
const inTime = (rows: readonly Row[]) => rows.toSorted((a, b) => a.at.localeCompare(b.at))

/** What a row looks like on the wire. */
function answerFor({ gets }: Row): 'open' | 'safer' | 'closed' {
  if (gets === 'safer') return gets
  return gets === 'closed' || gets === 'locked' ? 'closed' : 'open'
}

/** An enrolled device for each "devices of a class" in the rows. */
function devicesOf(rows: readonly Row[]): ReadonlyMap<string, DeviceEntry> {
  const ofClasses = [...new Set(rows.map(({ who }) => who))].filter((who) => clientOf(who).classes.length > 0)
  return new Map(
    ofClasses.map((who, i) => {
      const { group, classes } = clientOf(who)
      return [who, { device: `d${i}`, group, classes, addresses: [addressIn(group, 100 + i)] }]
    }),
  )
}
