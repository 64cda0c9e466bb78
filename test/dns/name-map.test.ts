import { expect, it } from 'vitest'
import { LabelView } from '../../src/dns/labels.ts'
import { name, wireOfName } from '../../src/dns/name.ts'
import { NameMap } from '../../src/dns/name-map.ts'

const map = new NameMap([
  [name('school.local'), 'school'],
  [name('lab.school.local'), 'lab'],
  [name('example'), 'example'],
])

function asked(text: string) {
  // In the middle of a packet, in capitals.
  const wire = wireOfName(name(text)).map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte))
  const packet = Uint8Array.from([1, 2, 3, ...wire, 9])
  const view = new LabelView()
  view.read(packet, 3, packet.length)
  return { packet, view }
}

it.each([
  ['school.local', 'school', 'school'],
  ['a.b.school.local', undefined, 'school'],
  ['lab.school.local', 'lab', 'lab'],
  ['x.lab.school.local', undefined, 'lab'],
  ['notschool.local', undefined, undefined],
  ['local', undefined, undefined],
  ['x.example', undefined, 'example'],
  ['example.org', undefined, undefined],
])('of %s it knows %s, and %s of what it is under', (text, exactly, under) => {
  const { packet, view } = asked(text)
  expect([map.get(packet, view), map.above(packet, view)]).toEqual([exactly, under])
})

it('knows nothing of the root, or when it is empty', () => {
  const root = new LabelView()
  root.read(Uint8Array.of(0), 0, 1)
  expect([map.get(Uint8Array.of(0), root), map.above(Uint8Array.of(0), root)]).toEqual([undefined, undefined])
  const { packet, view } = asked('school.local')
  const empty = new NameMap([])
  expect([empty.isEmpty, empty.get(packet, view), empty.above(packet, view)]).toEqual([true, undefined, undefined])
})
