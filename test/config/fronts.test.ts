import { expect, it } from 'vitest'
import { readEndpoint } from '../../src/config/endpoint.ts'
import { frontsOf, portProblems } from '../../src/config/fronts.ts'

const fronts = (web: string, doh: readonly string[], blockTls: readonly string[]) =>
  frontsOf({
    web: readEndpoint(web)!,
    doh: doh.map((text) => readEndpoint(text)!),
    blockTls: blockTls.map((text) => readEndpoint(text)!),
  }).map(({ address, port, ...who }) => [
    `${address}:${port}`,
    ...Object.entries(who).flatMap(([name, is]) => (is ? [name] : [])),
  ])

it.each([
  ['nothing is shared where each has its own', '127.0.0.1:8080', ['127.0.0.1:443'], ['127.0.0.2:443'], []],
  ['all three at one', '0.0.0.0:443', ['0.0.0.0:443'], ['0.0.0.0:443'], [['0.0.0.0:443', 'doh', 'web', 'block']]],
  ['the dashboard and DNS', '10.0.0.5:443', ['10.0.0.5:443'], [], [['10.0.0.5:443', 'doh', 'web']]],
  ['the dashboard and the block page', '10.0.0.5:443', [], ['10.0.0.5:443'], [['10.0.0.5:443', 'web', 'block']]],
  ['DNS and the block page', '10.0.0.5:8443', ['10.0.0.5:443'], ['10.0.0.5:443'], [['10.0.0.5:443', 'doh', 'block']]],
  [
    'by address: one shared, another not',
    '10.0.0.5:443',
    ['10.0.0.5:443', '10.0.0.6:443'],
    ['10.0.0.7:443'],
    [['10.0.0.5:443', 'doh', 'web']],
  ],
  ['any free port is never shared', '127.0.0.1:0', ['127.0.0.1:0'], [], []],
])('%s', (_, web, doh, block, expected) => expect(fronts(web, doh, block)).toEqual(expected))

const listening = (
  given: Partial<Record<'dot' | 'doh' | 'block' | 'blockTls', string>> & { readonly web?: string },
) => {
  const list = (text: string | undefined) => (text === undefined ? [] : [readEndpoint(text)!])
  const { dot, doh, web = '127.0.0.1:8080', block, blockTls } = given
  const read = { dot: list(dot), doh: list(doh), web: readEndpoint(web)!, block: list(block), blockTls: list(blockTls) }
  return portProblems(read).map(({ place, problem }) => `${place}: ${problem}`)
}

it.each([
  ['ports of their own', { dot: '0.0.0.0:853', doh: '0.0.0.0:443', block: '0.0.0.0:80' }, []],
  ['one port that is shared', { doh: '0.0.0.0:443', web: '0.0.0.0:443', blockTls: '0.0.0.0:443' }, []],
  ['one port at different addresses', { doh: '10.0.0.5:443', blockTls: '10.0.0.6:443', web: '[::]:443' }, []],
  ['any free port, twice', { doh: '127.0.0.1:0', dot: '127.0.0.1:0' }, []],
  [
    'one address, and all of them',
    { doh: '0.0.0.0:443', web: '10.0.0.5:443' },
    [
      'web: 10.0.0.5:443 is 0.0.0.0:443, the port of "doh", too; write the same address in both to share it, or choose another port',
    ],
  ],
  [
    'DNS over TLS, which shares with nobody',
    { dot: '10.0.0.5:443', doh: '10.0.0.5:443' },
    ['doh: 10.0.0.5:443 is the port of "dot", too; choose another port'],
  ],
  [
    'plain HTTP and TLS',
    { block: '0.0.0.0:443', blockTls: '0.0.0.0:443' },
    ['block-tls: 0.0.0.0:443 is the port of "block", too; choose another port'],
  ],
])('%s', (_, given, problems) => expect(listening(given)).toEqual(problems))
