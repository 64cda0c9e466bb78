import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { endpointText, readEndpoint, readUpstream, upstreamText } from '../../src/config/endpoint.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import type { Problem } from '../../src/config/problems.ts'
import { ConfigError } from '../../src/config/problems.ts'
import { root } from '../../src/product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

function file(yaml: string): string {
  const path = join(temporaryFolder(), 'rooster.yaml')
  writeFileSync(path, yaml)
  return path
}
const load = (yaml: string, flags: Record<string, string> = {}, environment: Record<string, string> = {}) =>
  loadConfig({ flags: { config: file(yaml), ...flags }, environment })

/** What is wrong with settings; fails where nothing is. */
function problemsOf(read: () => unknown): readonly Problem[] {
  try {
    read()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  throw new Error('nothing was wrong')
}

describe('what is usual', () => {
  it('needs no file', () => {
    expect(loadConfig({ flags: {}, environment: {} })).toMatchObject({
      dns: [{ address: '127.0.0.1', port: 5300 }],
      web: { address: '127.0.0.1', port: 8080 },
      data: 'data',
      preset: 'nutsschool-lankforst',
      statusName: 'rooster.internal',
      keepAttemptsDays: 14,
    })
  })

  it('is what the example file says: every key in it, and no other', () => {
    const example = join(root, 'config', 'rooster.example.yaml')
    expect(loadConfig({ flags: { config: example }, environment: {} })).toEqual(
      loadConfig({ flags: {}, environment: {} }),
    )
  })

  it('is the same for an empty file', () => {
    expect(load('')).toEqual(loadConfig({ flags: {}, environment: {} }))
  })
})

describe('a flag beats the environment, which beats the file', () => {
  const yaml = 'web: 127.0.0.1:1\ndns: 127.0.0.1:1\nupstreams: 192.0.2.1:1\ndata: one\npreset: one\n'
  it.each([
    ['web', 'web', 'WEB', (port: number) => ({ web: { address: '127.0.0.1', port } })],
    ['dns', 'dns', 'DNS', (port: number) => ({ dns: [{ address: '127.0.0.1', port }] })],
    ['upstream', 'upstreams', 'UPSTREAM', (port: number) => ({ upstreams: [{ address: '127.0.0.1', port }] })],
  ] as const)('--%s', (flag, key, variable, expected) => {
    const environment = { [`ROOSTER_${variable}`]: '127.0.0.1:2' }
    expect(load(yaml)[key]).toMatchObject(key === 'web' ? { port: 1 } : [{ port: 1 }])
    expect(load(yaml, {}, environment)).toMatchObject(expected(2))
    expect(load(yaml, { [flag]: '127.0.0.1:3' }, environment)).toMatchObject(expected(3))
  })

  it.each(['data', 'preset'] as const)('--%s', (flag) => {
    const environment = { [`ROOSTER_${flag.toUpperCase()}`]: 'two' }
    expect(load(yaml)[flag]).toBe('one')
    expect(load(yaml, {}, environment)[flag]).toBe('two')
    expect(load(yaml, { [flag]: 'three' }, environment)[flag]).toBe('three')
  })

  it('the file itself may come from the environment', () => {
    expect(loadConfig({ flags: {}, environment: { ROOSTER_CONFIG: file('data: here') } }).data).toBe('here')
  })
})

describe('settings that cannot be used', () => {
  it('are all named at once, each with its place and what would have been right', () => {
    const problems = problemsOf(() =>
      load("dns: ['127.0.0.1:5300', nowhere]\nclients: [10.0.0.0/8, 10.1.2.3/8]\nkeep-days: 14\n"),
    )
    expect(problems).toEqual([
      { place: 'dns[1]', problem: '"nowhere" is not an address and port; write it as 127.0.0.1:53 or [::1]:53' },
      { place: 'clients[1]', problem: '"10.1.2.3/8" is not a network; write it as 10.0.0.0/8 or fd00::/8' },
      { place: 'keep-days', problem: 'there is no such key; check its spelling' },
    ])
  })

  it('are counted in the message, under the name of the file', () => {
    const path = file('web: 8080\ndata: ""\n')
    expect(() => loadConfig({ flags: { config: path }, environment: {} })).toThrow(`${path}: 2 problems\n  web: `)
  })

  it.each([
    ['a flag', { web: 'here' }, {}, '--web'],
    ['a variable', {}, { ROOSTER_WEB: 'here' }, 'ROOSTER_WEB'],
    ['a flag among several addresses', { dns: '127.0.0.1:53,here' }, {}, '--dns'],
    ['a variable of upstreams', {}, { ROOSTER_UPSTREAM: 'here' }, 'ROOSTER_UPSTREAM'],
  ])('that came by %s are placed there', (_, flags, environment, place) => {
    expect(problemsOf(() => loadConfig({ flags, environment }))[0]?.place).toBe(place)
  })

  it.each([
    ['a list where keys belong', '- web\n', '(top)'],
    ['a text where keys belong', 'hello', '(top)'],
    ['YAML that is none', 'web: [1\ndata: x\n', 'line 2'],
    ['no upstream at all', 'upstreams: []', 'upstreams'],
    ['an upstream by its short form', "upstreams: ['10.1.0:53']", 'upstreams[0]'],
    ['a port too high', 'web: 127.0.0.1:65536', 'web'],
    ['a port alone', "web: '8080'", 'web'],
    ['a status name that is no name', 'status-name: not a name', 'status-name'],
    ['more days than may be kept', 'keep-attempts-days: 91', 'keep-attempts-days'],
    ['half a day', 'keep-attempts-days: 1.5', 'keep-attempts-days'],
    ['an upstream over TLS without its name', "upstreams: ['tls://9.9.9.9:853']", 'upstreams[0]'],
    ['an upstream over HTTPS without its address', "upstreams: ['https://dns.example/dns-query']", 'upstreams[0]'],
    ['one over HTTPS whose address is a name', "upstreams: ['https://dns.example/q#dns.example']", 'upstreams[0]'],
    ['one over anything else', "upstreams: ['quic://9.9.9.9:853#dns.example']", 'upstreams[0]'],
    ['encrypted DNS by a port alone', "dot: ['853']", 'dot[0]'],
    ['a zone without servers', 'forward: { school.local: [] }', 'forward.school.local'],
    ['a zone that is no name', "forward: { 'not a zone': ['10.0.0.2:53'] }", 'forward.not a zone'],
    ['a record that is no address', 'records: { a.example: [10.0.0] }', 'records.a.example[0]'],
    ['a record without addresses', 'records: { a.example: [] }', 'records.a.example'],
    ['a private name that is none', "private-answers: ['a b']", 'private-answers[0]'],
    ['a certificate without its key', 'certificate: { cert: a.pem }', 'certificate.key'],
  ])('%s', (_, yaml, place) => expect(problemsOf(() => load(yaml)).map((problem) => problem.place)).toEqual([place]))

  it('says of a key that is no name what is wrong with it', () => {
    expect(problemsOf(() => load("records: { 'a b': [10.0.0.1] }"))).toEqual([
      { place: 'records.a b', problem: '"a b" is not a domain name' },
    ])
  })

  it('a file that is not there', () => {
    expect(problemsOf(() => loadConfig({ flags: { config: '/nowhere/rooster.yaml' }, environment: {} }))).toEqual([
      { place: '--config', problem: 'there is no such file that can be read; check the path' },
    ])
  })
})

describe('an address and port', () => {
  it.each([
    ['127.0.0.1:53', '127.0.0.1:53'],
    ['[::1]:53', '[::1]:53'],
    ['[0:0:0:0:0:0:0:1]:53', '[::1]:53'],
    [' 0.0.0.0:0 ', '0.0.0.0:0'],
  ])('%s is %s', (text, expected) => expect(endpointText(readEndpoint(text)!)).toBe(expected))

  it.each(['::1:53', '127.0.0.1', '[::1]', 'localhost:53', '127.1:53', '0x7f.0.0.1:53', '127.0.0.1:-1', ':53', ''])(
    '%s is none',
    (text) => expect(readEndpoint(text)).toBeUndefined(),
  )
})

describe('a server to ask', () => {
  it.each([
    ['9.9.9.9:53', { address: '9.9.9.9', port: 53 }, '9.9.9.9:53'],
    ['tls://9.9.9.9:853#dns.quad9.net', { address: '9.9.9.9', port: 853, tls: { name: 'dns.quad9.net' } }, undefined],
    [
      'tls://9.9.9.9#DNS.quad9.net.',
      { address: '9.9.9.9', port: 853, tls: { name: 'dns.quad9.net' } },
      'tls://9.9.9.9:853#dns.quad9.net',
    ],
    [
      'tls://[2620:fe::fe]:8853#a.example',
      { address: '2620:fe::fe', port: 8853, tls: { name: 'a.example' } },
      undefined,
    ],
    [
      'tls://[2620:fe::fe]#a.example',
      { address: '2620:fe::fe', port: 853, tls: { name: 'a.example' } },
      'tls://[2620:fe::fe]:853#a.example',
    ],
    [
      'https://a.example/dns-query#9.9.9.9',
      { address: '9.9.9.9', port: 443, tls: { name: 'a.example', path: '/dns-query' } },
      undefined,
    ],
    [
      'https://a.example:8443/q#2620:fe::fe',
      { address: '2620:fe::fe', port: 8443, tls: { name: 'a.example', path: '/q' } },
      undefined,
    ],
  ])('%s is read, and written as it was', (text, expected, written) => {
    expect(readUpstream(text)).toEqual(expected)
    expect(upstreamText(readUpstream(text)!)).toBe(written ?? text)
  })

  it.each([
    '9.9.9.9',
    'dns.example:53',
    'tls://dns.example:853#dns.example',
    'tls://9.9.9.9:853#',
    'tls://9.9.9.9:853#a#b',
    'tls://9.9.9.9:99999#a.example',
    'https://9.9.9.9',
    'https://a.example/dns-query#',
    'https://me@a.example/dns-query#9.9.9.9',
    'https://a.example/dns-query?x=1#9.9.9.9',
    'http://a.example/dns-query#9.9.9.9',
    'https://',
  ])('%s is none', (text) => expect(readUpstream(text)).toBeUndefined())
})

it('names of the school are read in canonical text', () => {
  const { forward, records, privateAnswers, dot } = load(`dot: ['0.0.0.0:853']
forward: { School.LOCAL.: ['10.0.0.2:53', 'tls://10.0.0.3:853#ns.school.example'] }
records: { Printer.school.local: ['10.0.0.9', 'FD00::9'], single.example: 10.0.0.1 }
private-answers: [Plex.Direct]
`)
  expect({ forward, records, privateAnswers, dot }).toEqual({
    dot: [{ address: '0.0.0.0', port: 853 }],
    forward: {
      'school.local': [
        { address: '10.0.0.2', port: 53 },
        { address: '10.0.0.3', port: 853, tls: { name: 'ns.school.example' } },
      ],
    },
    records: { 'printer.school.local': ['10.0.0.9', 'fd00::9'], 'single.example': ['10.0.0.1'] },
    privateAnswers: ['plex.direct'],
  })
})

it.each([
  [
    'a host and a sender',
    'mail: { host: smtp.example, from: a@b.example }',
    { host: 'smtp.example', port: 587, from: 'a@b.example' },
  ],
  [
    'a user with a password file',
    'mail: { host: smtp.example, port: 465, from: a@b.example, user: u, password-file: /p }',
    { host: 'smtp.example', port: 465, from: 'a@b.example', user: 'u', passwordFile: '/p' },
  ],
])('reads a mail server: %s', (_, yaml, mail) => {
  expect(load(yaml).mail).toEqual(mail)
})

it.each([
  [
    'a user without a password',
    'mail: { host: smtp.example, from: a@b.example, user: u }',
    'both user and password-file',
  ],
  ['no sender', 'mail: { host: smtp.example }', 'mail.from'],
  ['a sender that is no address', 'mail: { host: smtp.example, from: rooster }', 'write an address'],
])('refuses a mail server with %s', (_, yaml, words) => {
  expect(() => load(yaml)).toThrow(words)
})
