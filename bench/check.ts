import { ask, isOpen } from './ask.ts'
import type { Work } from './names.ts'
import { isListed } from './names.ts'

/** Names to be sampled from the mix, from the list, and from below the list's names. */
const SAMPLE = { mix: 20, listed: 15, below: 15 }

/** Asks for sampled names, and returns those that were answered wrongly: listed ones must have no address, others the upstream's. */
export async function wronglyAnswered(port: number, work: Work): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const name of sampled(work)) {
    const got = await ask(port, name)
    const right = got !== undefined && isOpen(got) !== isListed(work.names, name)
    if (!right) wrong.push(name)
  }
  return wrong
}

/** The sampled names: a fixed choice, near misses among them. */
export function sampled({ names, questions }: Work): readonly string[] {
  const list = [...names]
  const every = <Item>(items: readonly Item[], count: number) =>
    Array.from({ length: count }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)]!)
  const near = questions.filter(({ name, listed }) => !listed && !/^www\d\.site/.test(name))
  return [
    ...every(questions, SAMPLE.mix - 5).map(({ name }) => name),
    ...every(near, near.length === 0 ? 0 : 5).map(({ name }) => name),
    ...every(list, SAMPLE.listed),
    ...every(list, SAMPLE.below + 1)
      .slice(1)
      .map((name) => `www.${name}`),
  ]
}
