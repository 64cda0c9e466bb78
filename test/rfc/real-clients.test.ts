// The clients that people have, beside the one of these tests: BIND's dig, Knot's kdig and NLnet Labs' drill. They warn about whatever is odd in a reply.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Script } from './a-upstream.ts'
import { a } from './wire.ts'

const run = promisify(execFile)
const text = { type: 16, ttl: 300, rdata: new Uint8Array(256).fill(255).fill(120, 1) }
const large: Script = (heard, reply) =>
  heard.transport === 'udp' ? reply({ flags: 0x0200 }) : reply({ answers: [text, text, text, text, text, text] })
const scripts: Record<string, Script> = {
  'large.example': large,
  'none.example': (_, reply) => reply({ rcode: 3 }),
  'www.example': (_, reply) => reply({ answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }] }),
  'unknown.example': (_, reply) => reply({ answers: [{ type: 65_280, ttl: 300, rdata: a('10.0.0.1') }] }),
}

/** A tool, and how it is told from which address to ask, and to ask once. */
const tools = {
  dig: (from: string) => ['-b', from, '+tries=1', '+time=3'],
  kdig: (from: string) => ['-b', from, '+retry=0', '+time=3'],
  drill: (from: string) => ['-I', from],
} as const
type Tool = keyof typeof tools

async function dig(tool: Tool, from: string, words: string): Promise<string> {
  const { port } = await aForwarder(scripts)
  const { stdout, stderr } = await run(
    tool,
    [...tools[tool](from), '@127.0.0.1', '-p', String(port), ...words.split(' ')],
    { timeout: 10_000 },
  )
  return stdout + stderr
}

it.each<readonly [tool: Tool, words: string, from: string, expected: readonly string[]]>([
  ['dig', 'www.example', clients.staff, ['status: NOERROR', 'flags: qr rd ra;', '192.0.2.1', 'EDNS: version: 0']],
  ['dig', '+noedns www.example', clients.staff, ['ADDITIONAL: 0', '192.0.2.1']],
  ['dig', '+tcp www.example', clients.staff, ['192.0.2.1']],
  ['dig', '+tcp +keepopen www.example none.example', clients.staff, ['status: NOERROR', 'status: NXDOMAIN']],
  ['dig', 'closed.example', clients.pupil, ['status: NOERROR', 'EDE: 15 (Blocked)', 'ANSWER: 0', '\tSOA\t']],
  ['dig', 'closed.example TYPE65', clients.pupil, ['EDE: 15 (Blocked)', 'ANSWER: 0']],
  ['dig', 'www.example', clients.stranger, ['status: REFUSED', 'EDE: 18 (Prohibited)']],
  ['dig', 'use-application-dns.net', clients.staff, ['status: NXDOMAIN']],
  ['dig', 'SVCB _dns.resolver.arpa', clients.staff, ['status: NOERROR', 'ANSWER: 0']],
  ['dig', '+edns=1 +noednsneg www.example', clients.staff, ['status: BADVERS']],
  ['dig', '+header-only +noedns www.example', clients.staff, ['status: FORMERR', 'rcvd: 12']],
  ['dig', '+opcode=STATUS +noedns www.example', clients.staff, ['opcode: STATUS, status: NOTIMP']],
  ['dig', '+norec www.example', clients.staff, ['status: REFUSED']],
  ['dig', 'CH TXT version.bind', clients.staff, ['status: REFUSED']],
  ['dig', '+notcp www.example ANY', clients.staff, ['HINFO', 'RFC8482']],
  ['dig', 'AXFR zone.example', clients.staff, ['Transfer failed']],
  ['dig', '+bufsize=4096 +ignore large.example TXT', clients.staff, ['flags: qr tc rd ra', 'ANSWER: 0']],
  ['dig', '+bufsize=4096 large.example TXT', clients.staff, ['ANSWER: 6', '(TCP)']],
  ['dig', '+zflag www.example', clients.staff, ['status: NOERROR']],
  ['dig', '+subnet=10.1.2.3/32 www.example', clients.staff, ['status: NOERROR', '192.0.2.1', 'ADDITIONAL: 1']],
  ['dig', '+cookie www.example', clients.staff, ['status: NOERROR', '(good)']],
  ['dig', '+tcp +cookie=2464c4abcf10c957010000005cf79f111f8130c3eee29480 www.example', clients.staff, ['(good)']],
  ['dig', '+ednsopt=65001:deadbeef www.example', clients.staff, ['status: NOERROR']],
  ['dig', '+short unknown.example TYPE65280', clients.staff, ['\\# 4 0A000001']],
  ['dig', '\\000\\255"<b>.bad.example', clients.pupil, ['EDE: 15', 'ANSWER: 0']],
  ['kdig', 'www.example', clients.staff, ['NOERROR', '192.0.2.1']],
  ['kdig', '+tcp +cookie www.example', clients.staff, ['NOERROR', '192.0.2.1']],
  ['kdig', '+edns closed.example', clients.pupil, ['Blocked', 'Nu dicht volgens de afspraken van de school (rule)']],
  ['kdig', '+edns games.example', clients.pupil, ['T-1']],
  ['drill', 'www.example', clients.staff, ['rcode: NOERROR', 'flags: qr rd ra ;', '192.0.2.1']],
  ['drill', '-t www.example', clients.staff, ['rcode: NOERROR', '192.0.2.1']],
  ['drill', '-D -b 1232 www.example', clients.staff, ['192.0.2.1', 'EDNS: version 0; flags: do ;']],
  ['drill', '-t large.example TXT', clients.staff, ['ANSWER: 6']],
  ['drill', '-a large.example TXT', clients.staff, ['ANSWER: 6']],
  ['drill', '-b 1232 closed.example', clients.pupil, ['rcode: NOERROR', 'ANSWER: 0', '\tSOA\t']],
  ['drill', 'none.example', clients.staff, ['rcode: NXDOMAIN']],
  ['drill', '-o CD www.example', clients.staff, ['rcode: NOERROR', 'flags: qr rd cd ra ;']],
  ['drill', '-x 192.0.2.9', clients.staff, ['rcode: NXDOMAIN', '9.2.0.192.in-addr.arpa.']],
  ['drill', 'unknown.example TYPE65280', clients.staff, ['\\# 4 0a000001']],
])('%s %s, from %s', async (tool, words, from, expected) => {
  const output = await dig(tool, from, words)
  for (const part of expected) expect(output).toContain(part)
  expect(output).not.toMatch(/warning|malformed|mismatch|mbz|bad packet/i)
})
