import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Name } from '../../src/dns/name.ts'
import { loadCatalogue } from '../../src/lists/catalogue.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import type { PlatformFile } from './platform-rules.ts'
import { faultsOf } from './platform-rules.ts'

const aPlatform = (more: Partial<PlatformFile> = {}): PlatformFile => ({
  id: 'chat',
  name: 'Chat',
  sets: [],
  source: 'https://chat.example',
  date: '2026-11-21',
  names: { web: ['chat.example' as Name], api: ['api-chat.example' as Name] },
  ...more,
})

describe('the rules', () => {
  it.each<readonly [string, PlatformFile, readonly PlatformFile[], RegExp]>([
    ['one single name', aPlatform({ names: { web: ['chat.example' as Name] } }), [], /single name/],
    [
      'a name that another platform has too',
      aPlatform(),
      [aPlatform({ id: 'other' })],
      /chat\.example is of chat and other/,
    ],
    ['a name shared with nobody', aPlatform({ shared: { 'chat.example': ['chat', 'gone'] } }), [], /only chat has it/],
    [
      'a public suffix',
      aPlatform({ names: { web: ['chat.example' as Name, 'github.io' as Name, 'co.uk' as Name] } }),
      [],
      /github\.io is a public suffix/,
    ],
    ['another id than its file', aPlatform({ id: 'talk' }), [], /has the id talk/],
  ])('do not take a platform with %s', (_, platform, others, fault) => {
    expect(faultsOf('chat.yaml', platform, [platform, ...others]).join('; ')).toMatch(fault)
  })

  it('take a name that two platforms share and both say so', () => {
    const shared = { 'chat.example': ['chat', 'other'] }
    const names = { web: ['chat.example' as Name, 'other.example' as Name] }
    const both = [aPlatform({ shared }), aPlatform({ id: 'other', shared, names })]
    expect(faultsOf('chat.yaml', both[0]!, both)).toEqual([])
  })
})

it.each([
  [
    'an unknown key',
    'id: chat\nname: Chat\nsets: []\nsource: x\ndate: "2026-11-21"\nnames: {web: [chat.example]}\nextra: 1\n',
    /chat\.yaml.*extra/s,
  ],
  [
    'a name in capitals',
    'id: chat\nname: Chat\nsets: []\nsource: x\ndate: "2026-11-21"\nnames: {web: [Chat.Example]}\n',
    /"Chat\.Example" is not a domain name in lower case/,
  ],
  [
    'a role nobody knows',
    'id: chat\nname: Chat\nsets: []\nsource: x\ndate: "2026-11-21"\nnames: {page: [chat.example]}\n',
    /chat\.yaml/,
  ],
  ['no source', 'id: chat\nname: Chat\nsets: []\ndate: "2026-11-21"\nnames: {web: [chat.example]}\n', /source/],
  [
    'a list of one owner',
    'id: chat\nname: Chat\nsets: []\nsource: x\ndate: "2026-11-21"\nnames: {web: [chat.example]}\nshared: {chat.example: [chat]}\n',
    /shared/,
  ],
])('does not load a catalogue in which a platform has %s, and says where', (_, text, fault) => {
  const folder = temporaryFolder()
  cpSync(join(import.meta.dirname, '../../blocklists'), folder, { recursive: true })
  writeFileSync(join(folder, 'platforms', 'chat.yaml'), text)
  expect(() => loadCatalogue(folder)).toThrow(fault)
})
