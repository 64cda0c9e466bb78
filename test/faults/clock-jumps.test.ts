import { expect, it, onTestFinished } from 'vitest'
import { aResolver } from '../helpers/a-resolver.ts'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { hours, minutes, movingClock } from '../helpers/moving-clock.ts'

// The machine's clock is put an hour ahead or back, as when it finds its time server after a start with a wrong clock. What is kept ages by a clock of
// its own, which does not jump; what a group may follows the wall.

const pupil = addressIn('pupils')

/** Lankforst at a moment, with a clock for what is kept that goes on by itself. */
async function aSchool(at: string) {
  const ticks = movingClock(at)
  const school = await aResolver({ at, ticks })
  onTestFinished(() => school.close())
  const isOpen = async (name: string) => (await school.ask(name, { from: pupil })).error?.code !== 15
  return { ...school, ticks, isOpen }
}

// A Tuesday: a lesson at 09:00, break at 10:15.
it.each([
  ['ahead out of the lesson and back into it', '2026-11-24T14:30', '2026-11-24T15:30'],
  ['ahead into the next day and back', '2026-11-24T23:30', '2026-11-25T00:30'],
])('decides by the wall: %s', async (_, before, after) => {
  const { clock, isOpen } = await aSchool(before)
  const then = await isOpen('www.instagram.com')
  clock.set(after)
  const ahead = await isOpen('www.instagram.com')
  clock.set(before)
  expect(await isOpen('www.instagram.com')).toBe(then)
  clock.set(after)
  expect(await isOpen('www.instagram.com')).toBe(ahead)
})

it('a lesson that the clock is put back into closes again at once', async () => {
  const { clock, isOpen } = await aSchool('2026-11-24T10:00')
  expect(await isOpen('www.youtube.com')).toBe(false)
  clock.set('2026-11-24T16:30')
  const afterwards = await isOpen('www.youtube.com')
  clock.set('2026-11-24T10:00')
  expect([afterwards, await isOpen('www.youtube.com')]).toEqual([true, false])
})

it.each([
  ['ahead', hours(1)],
  ['back', -hours(1)],
])('what is kept is neither lost nor older: an hour %s', async (_, jump) => {
  const { clock, ticks, upstream, ask } = await aSchool('2026-11-24T10:00')
  const from = addressIn('staff')
  await ask('www.example', { from })
  clock.advance(jump)
  ticks.advance(minutes(1))
  clock.advance(minutes(1))
  const { ttls } = await ask('www.example', { from })
  expect(upstream.asked('www.example')).toBe(1)
  expect(Math.max(...ttls)).toBeLessThanOrEqual(3600 - 60)
})

it('what was blocked before the clock was put back is told, and what is blocked after it is a row of its own', async () => {
  const school = await aSchoolOnline({ at: '2026-11-24T10:00' })
  onTestFinished(() => school.close())
  const ask = () => school.ask('www.pornhub.com', { from: pupil })
  const tell = async () => {
    school.resolver.tellAttempts()
    await school.told()
  }
  await ask()
  await tell()
  await ask()
  school.clock.advance(-hours(1))
  await ask()
  await tell()
  const rows = await school.storage.attempts.recent({ limit: 10 })
  expect(rows.map(({ count }) => count).sort()).toEqual([1, 2])
  for (const { first, last } of rows) expect(last).toBeGreaterThanOrEqual(first)
})

it('a grant ends by the wall, and jumps bring none back that was over', async () => {
  const school = await aSchoolOnline({ at: '2026-11-24T10:00' })
  onTestFinished(() => school.close())
  await school.enrol(pupil, 'pupils', ['groep-7'])
  const teacher = await school.person(['teacher'], ['groep-7'])
  const isOpen = async () => (await school.ask('www.youtube.com', { from: pupil })).error?.code !== 15
  expect(await isOpen()).toBe(false)
  const given = await school.app.desk.give(
    teacher,
    'groep-7',
    { platform: 'youtube' },
    { kind: 'minutes', minutes: 30 },
  )
  expect([given.ok, await isOpen()]).toEqual([true, true])
  school.clock.advance(hours(1))
  expect(await isOpen(), 'an hour ahead').toBe(false)
  school.clock.advance(-hours(1))
  expect(await isOpen(), 'and back: its half hour is not over').toBe(true)
  school.clock.advance(minutes(31))
  expect(await isOpen()).toBe(false)
})
