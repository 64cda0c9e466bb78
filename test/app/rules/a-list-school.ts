import { join } from 'node:path'
import type { ListPlace } from '../../../src/app/app.ts'
import { aSchool } from '../a-school.ts'

/** A school with its lists, its coordinator, and the folder that its lists are in. */
export async function aListSchool() {
  const school = await aSchool()
  const { lists } = school.app
  const coordinator = await school.person(['coordinator'])
  const own = join(school.data, '..', 'own')
  const send = (where: ListPlace, text: string, by = coordinator) => lists.bring(by, where, bytesOf(text))
  const isListed = async (text: string) => {
    await lists.ready()
    const found = school.app.names.find(text)
    return found.ok && found.value.categories.length > 0
  }
  const ids = async () => {
    await lists.ready()
    return (await lists.lists()).map(({ id }) => id)
  }
  const said = async () => (await school.storage.audit.recent(20)).map(({ action, subject }) => `${action} ${subject}`)
  return { ...school, lists, coordinator, own, send, isListed, ids, said }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 1000) yield new TextEncoder().encode(text.slice(at, at + 1000))
}

/** Lines of a list, each a name of its own. */
export const lines = (count: number, prefix = 'n') =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}.example\n`).join('')

/** Where a new list comes. */
export const newIn = (category: string, file = 'Spelletjes 2026.txt') => ({ category, file })
