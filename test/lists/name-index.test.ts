import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LabelView } from '../../src/dns/labels.ts'
import type { Name } from '../../src/dns/name.ts'
import { selfAndParents, wireOfName } from '../../src/dns/name.ts'
import type { IndexData } from '../../src/link.ts'
import { IndexBuilder } from '../../src/lists/index-builder.ts'
import { NameIndex } from '../../src/lists/name-index.ts'
import { withOneHash } from '../helpers/same-hash.ts'

type Entry = readonly [name: Name, tag: string]

/** Looks names up in an index: the tags it answers with, and whether the very name is there. */
function reader({ buffer, tagSets }: IndexData) {
  const index = new NameIndex(buffer)
  const view = new LabelView()
  return (name: Name) => {
    const wire = wireOfName(name)
    view.read(wire, 0, wire.length)
    return { tags: tagSets[index.find(wire, view)]!, exact: index.exact }
  }
}

function built(entries: readonly Entry[]): IndexBuilder {
  const builder = new IndexBuilder()
  for (const [name, tag] of entries) builder.addName(name, tag)
  return builder
}

/** What must hold, with a plain map: a name has its own tags, and those of its parents. */
function model(entries: readonly Entry[]) {
  const own = new Map<string, Set<string>>()
  for (const [name, tag] of entries) own.set(name, (own.get(name) ?? new Set()).add(tag))
  return (name: Name) => [...selfAndParents(name)].flatMap((parent) => [...(own.get(parent) ?? [])])
}

// Few labels, so that names meet: as parents, as children, by their ends, and in long chains.
const label = fc.constantFrom('a', 'b', 'aa', 'ab', 'ba', 'bad', 'notbad', 'x'.repeat(63))
const nameArbitrary = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map((labels) => `${labels.join('.')}.example` as Name)
const entries = fc.array(fc.tuple(nameArbitrary, fc.constantFrom('t1', 't2', 't3', 't4')), { maxLength: 60 })

describe('an index', () => {
  it('answers as a map of names and their parents does, for names that collide in every way', () => {
    fc.assert(
      fc.property(entries, fc.array(nameArbitrary, { minLength: 1, maxLength: 20 }), (list, asked) => {
        const find = reader(built(list).build())
        const expected = model(list)
        for (const name of [...asked, ...list.map(([name]) => name)])
          expect([...find(name).tags].sort()).toEqual([...new Set(expected(name))].sort())
      }),
      { numRuns: 300 },
    )
  })

  it('tells what is said of the very name alone from what is said of those below too', () => {
    const isAlone = (tag: string) => tag === 't1'
    const inherit = (own: readonly string[], inherited: readonly string[]) => [
      ...new Set([...own, ...inherited.filter((tag) => !isAlone(tag))]),
    ]
    fc.assert(
      fc.property(entries, fc.array(nameArbitrary, { minLength: 1, maxLength: 20 }), (list, asked) => {
        const find = reader(built(list).build(inherit))
        const alone = new Set(list.filter(([, tag]) => isAlone(tag)).map(([name]) => name))
        for (const name of [...asked, ...alone]) {
          const { tags, exact } = find(name)
          expect([name, exact && tags.includes('t1')]).toEqual([name, alone.has(name)])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('finds each of two names whose hashes are the same', () => {
    const [one, other] = withOneHash()
    const find = reader(
      built([
        [one, 'one'],
        [other, 'other'],
      ]).build(),
    )
    expect([find(one).tags, find(other).tags]).toEqual([['one'], ['other']])
    const findOne = reader(built([[one, 'one']]).build())
    expect([findOne(one).tags, findOne(other).tags]).toEqual([['one'], []])
  })

  it('finds nothing when it is empty, and nothing for the root', () => {
    const find = reader(new IndexBuilder().build())
    expect([find('a.example' as Name).tags, find('' as Name).tags]).toEqual([[], []])
    expect(reader(built([['a.example' as Name, 't']]).build())('' as Name).tags).toEqual([])
  })

  it('counts a name that is added twice once, with both tags', () => {
    const builder = built(['t1', 't2', 't1'].map((tag) => ['a.example' as Name, tag]))
    expect(builder.count).toBe(1)
    expect(reader(builder.build())('x.a.example' as Name)).toEqual({ tags: ['t1', 't2'], exact: false })
  })

  it.each([
    ['no name', [], 0],
    ['the root', [0], 1],
    ['a name without its end', [1, 97], 2],
    ['a name with bytes behind it', [1, 97, 0, 0], 4],
    ['a pointer', [0xc0, 0], 2],
  ])('refuses %s', (_, bytes, length) => {
    expect(new IndexBuilder().add(Uint8Array.from(bytes), length, 't')).toBe(false)
  })

  it('says when there are more different sets of tags than it can number', () => {
    const builder = new IndexBuilder()
    expect(() => {
      for (let i = 0; i < 70_000; i += 1) builder.addName(`n${i}.example` as Name, `t${i}`)
    }).toThrow(/65535/)
  })
})

describe('300,000 names', () => {
  const builder = new IndexBuilder()
  for (let i = 0; i < 300_000; i += 1) builder.addName(`n${i}.z${i % 977}.example` as Name, `category:${i % 7}`)
  for (let i = 0; i < 50; i += 1) builder.addName(`z${i}.example` as Name, 'category:parent')
  const data = builder.build()
  const find = reader(data)

  it('finds every one, its tags and its parent’s', () => {
    for (let i = 0; i < 300_000; i += 37) {
      const { tags } = find(`n${i}.z${i % 977}.example` as Name)
      expect(tags).toEqual(i % 977 < 50 ? [`category:${i % 7}`, 'category:parent'] : [`category:${i % 7}`])
    }
  })

  it('finds no near miss', () => {
    for (let i = 60; i < 300_000; i += 41) {
      expect(find(`n${i}.z${((i + 1) % 900) + 60}.example` as Name).tags.length).toBe(0)
      expect(find(`xn${i}.example` as Name).tags.length).toBe(0)
    }
  })

  it('takes no more than 40 bytes a name', () => {
    expect(data.buffer.byteLength / 300_000).toBeLessThan(40)
  })
})
