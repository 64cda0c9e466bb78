import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'

/** Declares that names do not exist, with all below them and in any letters, whoever asks for whatever type, and that no upstream hears of them. */
export function itKeepsAtHome(...names: readonly string[]): void {
  it.each(names)('says that %s does not exist, and asks nobody', async (name) => {
    const { ask, upstream } = await aForwarder()
    for (const asked of [name, name.toUpperCase(), `below.${name}`]) {
      for (const type of [1, 28, 12, 16, 65, 255]) {
        const { rcode, answers, authorities } = await ask({ name: asked, type }, clients.staff)
        expect([asked, type, rcode, answers, authorities.length]).toEqual([asked, type, 3, [], 1])
      }
    }
    expect(upstream.heard).toEqual([])
  })
}

/** Declares that names only look like such, and that the upstream is asked for them. */
export function itSendsOn(...names: readonly string[]): void {
  it.each(names)('sends %s on, which only looks like one', async (name) => {
    const { ask, upstream } = await aForwarder()
    await ask(name)
    expect(upstream.heard.map((one) => one.name)).toEqual([name])
  })
}
