import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { wishForLists } from '../../../src/app/rules/list-wish.ts'
import { aSchool } from '../a-school.ts'

// What another program on the same data folder does, and how a running office takes it over.

it('takes over a newer policy, its time zone too, and tells the resolver once', async () => {
  const { app, office, restart, told } = await aSchool()
  const other = await restart()
  const policy = other.app.school.policy()
  await other.app.school.replace('console', { ...policy, school: { ...policy.school, zone: 'Europe/Lisbon' } }, 'moved')
  const before = told.length
  await office.reload()
  await office.reload()
  expect([app.school.revision(), app.zone.id, told.length]).toEqual([2, 'Europe/Lisbon', before + 1])
  expect((await app.school.revisions(1))[0]).toMatchObject({ by: 'console', why: 'moved' })
})

it('never goes back to an older revision that it was reading while a newer one was laid down', async () => {
  const { app, office, restart, person } = await aSchool()
  const ann = await person(['coordinator'])
  const other = await restart()
  await other.app.school.addClass(ann, '5C')
  await Promise.all([office.reload(), app.school.addClass(ann, '5D'), office.reload(), app.school.addClass(ann, '5E')])
  expect(app.school.revision()).toBe(4)
  expect(app.school.policy().classes.map(({ id }) => id)).toEqual(['3b', '4a', '5c', '5d', '5e'])
})

it('reads the lists anew when a command wishes it, once for each wish, and no wish from before it began', async () => {
  const { app, office, storage, clock, data, restart } = await aSchool()
  const namesOf = async (of: typeof app) => (await of.lists.lists()).reduce((sum, { names }) => sum + names, 0)
  expect(await wishForLists(storage, clock, 0)).toBe(false)
  const wish = await storage.jobs.lastRun('lists-wanted')
  writeFileSync(join(data, '..', 'own', 'games.txt'), 'a.example\nb.example\n')
  await (await restart()).reload()
  expect(await namesOf(app)).toBe(2)
  await office.reload()
  expect(await namesOf(app)).toBe(4)
  expect(await storage.jobs.lastRun('lists-wanted-read')).toBe(wish)
  const wished = wishForLists(storage, clock, 2_000)
  const looking = setInterval(() => void office.reload(), 10)
  expect(await wished).toBe(true)
  clearInterval(looking)
})
