import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from './settings.ts'

/** The work: a block list and a query mix, as files and at hand. */
export interface Work {
  readonly list: string
  readonly mix: string
  readonly names: ReadonlySet<string>
  readonly questions: readonly Question[]
}
export interface Question {
  readonly name: string
  readonly type: string
  /** Whether the list holds the name or a parent of it. */
  readonly listed: boolean
}

const QUESTIONS = 200_000

/** Reads the given list and mix, or makes them: the same ones for the same seed. */
export function work({ list, mix, names: count, seed, folder }: Settings): Work {
  const random = randomFrom(seed)
  const names = list === undefined ? madeNames(count, random) : new Set(linesOf(list))
  const listFile = list ?? written(join(folder, 'list.txt'), [...names])
  const asked = mix === undefined ? madeMix([...names], names, random) : linesOf(mix)
  const mixFile = mix ?? written(join(folder, 'mix.txt'), asked)
  return { list: listFile, mix: mixFile, names, questions: questionsOf(asked, names) }
}

/** Reads a list and a mix that are there already. */
export function givenWork(list: string, mix: string): Work {
  const names = new Set(linesOf(list))
  return { list, mix, names, questions: questionsOf(linesOf(mix), names) }
}

function questionsOf(asked: readonly string[], names: ReadonlySet<string>): readonly Question[] {
  return asked.map((line) => {
    const [name = '', type = 'A'] = line.split(' ')
    return { name, type, listed: isListed(names, name) }
  })
}

/** Reports whether the list holds the name or a parent of it. */
export function isListed(names: ReadonlySet<string>, name: string): boolean {
  for (let rest = name; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (names.has(rest)) return true
    if (!rest.includes('.')) return false
  }
}

/** Numbers from 0 up to 1. */
export type Random = () => number

/** A {@link Random} (mulberry32): the same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const consonants = [...'bcdfghjklmnprstvwxz']
const vowels = [...'aeiou']
const endings = ['com', 'nl', 'de', 'ru', 'info', 'org', 'xyz', 'top', 'online', 'shop', 'co.uk', 'com.br', 'fr', 'cf']
const fronts = ['', '', '', '', 'ads', 'cdn', 'web', 'shop', 'my-', 'go-']

const pick = <Item>(items: readonly Item[], random: Random): Item => items[Math.floor(random() * items.length)]!

function madeNames(count: number, random: Random): ReadonlySet<string> {
  const names = new Set<string>()
  while (names.size < count) {
    let name = pick(fronts, random)
    for (let syllables = 3 + Math.floor(random() * 3); syllables > 0; syllables -= 1)
      name += pick(consonants, random) + pick(vowels, random)
    if (random() < 0.4) name += Math.floor(random() * 90 + 10)
    names.add(`${name}.${pick(endings, random)}`)
  }
  return names
}

/** How much of the mix each kind of name is; the rest is on the list. */
const SHARE = { allowed: 0.77, nearMiss: 0.03, subdomains: 0.3 }
/** So many different names could be asked for; the first of them are asked for most. */
const POPULAR = { sites: 40_000, listed: 20_000 }

function madeMix(list: readonly string[], names: ReadonlySet<string>, random: Random): readonly string[] {
  const stride = Math.max(1, Math.floor(list.length / POPULAR.listed))
  const listed = () => list[(ranked(POPULAR.listed, random) * stride) % list.length]!
  const front = () => pick(['www', 'm', 'api', 'img'], random)
  return Array.from({ length: QUESTIONS }, () => {
    const kind = random()
    if (kind < SHARE.allowed) {
      const site = ranked(POPULAR.sites, random)
      return `www${site % 7}.site${site}.example${site % 50}.nl ${typeFor(random())}`
    }
    if (kind < SHARE.allowed + SHARE.nearMiss) {
      const near = `x${listed()}`
      return `${isListed(names, near) ? `near-${near}` : near} A`
    }
    return `${random() < SHARE.subdomains ? `${front()}.${listed()}` : listed()} A`
  })
}

/** A rank below `count`, each half as likely as one half as high. */
export const ranked = (count: number, random: Random): number => Math.floor(Math.exp(random() * Math.log(count))) - 1

const typeFor = (chance: number): string => (chance < 0.6 ? 'A' : chance < 0.9 ? 'AAAA' : 'HTTPS')

const linesOf = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')

function written(file: string, lines: readonly string[]): string {
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
