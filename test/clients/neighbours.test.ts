import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { canonicalMac, neighbourReader, parseArp, parseNdp } from '../../src/clients/neighbours.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('/proc/net/arp', () => {
  const table = `IP address       HW type     Flags       HW address            Mask     Device
10.1.0.5         0x1         0x2         aa:bb:cc:00:00:05     *        eth0
10.1.0.6         0x1         0x0         00:00:00:00:00:00     *        eth0
10.1.0.7         0x1         0x6         AA:BB:CC:00:00:07     *        eth0.20
10.1.0.8         0x1         0x0         aa:bb:cc:00:00:08     *        eth0
10.1.0.9         0x1         0x2         ff:ff:ff:ff:ff:ff     *        eth0
`
  it('gives the machines that answer, fixed entries included, and no others', () => {
    expect([...parseArp(table)]).toEqual([
      ['10.1.0.5', 'aa:bb:cc:00:00:05'],
      ['10.1.0.7', 'aa:bb:cc:00:00:07'],
    ])
  })

  it.each([
    ['an empty table', table.split('\n')[0]!],
    ['no text', ''],
    ['lines that are none', `${table.split('\n')[0]}\nrubbish\n\n10.1.0.5\n`],
  ])('%s gives nobody', (_, text) => expect(parseArp(text).size).toBe(0))
})

describe('ip -6 neigh show', () => {
  it('gives the machines with a hardware address, whatever their state', () => {
    const text = `fe80::1 dev eth0 lladdr aa:bb:cc:00:00:01 router REACHABLE
2001:DB8:0::5 dev eth0 lladdr aa:bb:cc:00:00:05 STALE
2001:db8::6 dev eth0  FAILED
2001:db8::7 dev eth0  INCOMPLETE
fd00::8 dev eth0.20 lladdr aa:bb:cc:00:00:08 used 0/0/0 probes 1 DELAY
`
    expect([...parseNdp(text)]).toEqual([
      ['fe80::1', 'aa:bb:cc:00:00:01'],
      ['2001:db8::5', 'aa:bb:cc:00:00:05'],
      ['fd00::8', 'aa:bb:cc:00:00:08'],
    ])
  })

  it('nothing printed gives nobody', () => expect(parseNdp('').size).toBe(0))
})

describe('a hardware address in its one form', () => {
  it.each([
    ['with colons', 'aa:bb:cc:dd:ee:0f'],
    ['in capitals with dashes', 'AA-BB-CC-DD-EE-0F'],
    ['in threes with dots', 'aabb.ccdd.ee0f'],
    ['without anything', ' aabbccddee0f '],
  ])('%s', (_, text) => expect(canonicalMac(text)).toBe('aa:bb:cc:dd:ee:0f'))

  it.each([
    ['too short', 'aa:bb:cc:dd:ee'],
    ['too long', 'aa:bb:cc:dd:ee:ff:00'],
    ['of other letters', 'aa:bb:cc:dd:ee:gg'],
    ['of nobody', '00:00:00:00:00:00'],
    ['of everybody', 'ff:ff:ff:ff:ff:ff'],
    ['none', ''],
  ])('%s is none of one machine', (_, text) => expect(canonicalMac(text)).toBeUndefined())
})

it('the table of this machine can be read', async () => {
  for (const [address, mac] of await neighbourReader(() => 0)()) {
    expect(address).toMatch(/^[0-9a-f.:]+$/)
    expect(canonicalMac(mac)).toBe(mac)
  }
})

it('who asks again and again is told of IPv6 as it was within ten seconds; who has just met somebody, as it is', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'ip'), `#!/bin/sh\necho run >> ${folder}/runs\n`, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
  onTestFinished(() => void vi.unstubAllEnvs())
  const runs = () => readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n').length
  let now = 0
  const read = neighbourReader(() => now)
  const counted: number[] = []
  for (const [at, how] of [
    [0, 'lately'],
    [9_999, 'lately'],
    [9_999, undefined],
    [19_998, 'lately'],
    [19_999, 'lately'],
  ] as const) {
    now = at
    await read(how)
    counted.push(runs())
  }
  expect(counted).toEqual([1, 1, 2, 2, 3])
})
