import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { officeJobs } from '../../src/jobs/office-jobs.ts'
import type { Job } from '../../src/jobs/schedule.ts'
import { startJobs } from '../../src/jobs/schedule.ts'
import { fastClock } from '../../src/time/clock.ts'
import { aSchool, batchOf } from '../app/a-school.ts'
import { days, hours, minutes, movingClock } from '../helpers/moving-clock.ts'

/** A school with its jobs, an attempt of this moment, and `run` to do a job now. */
async function withJobs(start = '2026-11-24T09:00') {
  const school = await aSchool(start)
  const { office, storage, clock } = school
  const builtAt = movingClock('2026-11-01T00:00')()
  const jobs = officeJobs({ office, storage, clock, builtAt, keepAttemptsDays: 14 })
  const run = (name: string) => jobs.find((job) => job.name === name)!.run()
  await office.receive({ kind: 'attempts', batch: batchOf([{ from: '10.1.0.1', name: 'a.example', at: clock() }]) })
  const problems = () => office.notices.all().map(({ problem }) => problem)
  return { ...school, run, problems, left: () => storage.attempts.total() }
}

it('deletes attempts after fourteen days, and the strangers behind them, hour by hour', async () => {
  const { clock, run, left, storage } = await withJobs()
  for (let hour = 0; hour <= 14 * 24; hour += 1) {
    expect(await left()).toBe(1)
    await run('retention')
    clock.advance(hours(1))
  }
  await run('retention')
  expect(await left()).toBe(0)
  expect(await storage.devices.all()).toEqual([])
})

it('deletes nothing when the clock jumped ahead, and says so until it is put right', async () => {
  const { clock, run, left, problems } = await withJobs()
  await run('retention')
  clock.set('2036-11-24T09:00')
  await run('retention')
  expect(await left()).toBe(1)
  expect(problems()).toEqual(['clock-wrong'])
  clock.set('2026-11-24T10:00')
  await run('retention')
  expect(problems()).toEqual(['clock-wrong'])
  clock.advance(hours(1))
  await run('retention')
  expect(problems()).toEqual([])
  expect(await left()).toBe(1)
})

it('deletes nothing on a clock that is earlier than the program', async () => {
  const { run, left, problems, clock } = await withJobs()
  clock.set('2019-01-01T00:00')
  await run('retention')
  clock.advance(hours(1))
  await run('retention')
  expect([await left(), problems()]).toEqual([1, ['clock-wrong']])
})

it('does its work an hour later on a machine that was off for a month', async () => {
  const { clock, run, left } = await withJobs()
  await run('retention')
  clock.advance(days(30))
  await run('retention')
  expect(await left()).toBe(1)
  clock.advance(hours(1))
  await run('retention')
  expect(await left()).toBe(0)
})

it('cleans up sessions that ended', async () => {
  const { clock, run, storage, person } = await withJobs()
  await storage.sessions.add('hash', (await person(['teacher'])).id, clock())
  await run('sessions')
  expect(await storage.sessions.find('hash')).toBeDefined()
  clock.advance(hours(12) + 1)
  await run('sessions')
  expect(await storage.sessions.find('hash')).toBeUndefined()
})

it('takes over a policy from the command line', async () => {
  const { run, restart, person, app } = await withJobs()
  const other = await restart()
  await other.app.school.addClass(await person(['coordinator']), '5C')
  await run('policy')
  expect(app.school.revision()).toBe(2)
})

/** Jobs of these names at these cron lines, on a machine whose clock and timers the test moves: together, or the clock alone. */
function onAMachine(at: string, lines: Readonly<Record<string, string>>, run: (name: string) => Promise<void>) {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  vi.setSystemTime(movingClock(at)())
  const told: string[] = []
  const jobs = Object.entries(lines).map(([name, when]): Job => ({ name, when, run: () => run(name) }))
  const stop = startJobs(jobs, 'Europe/Amsterdam', (name, error) => told.push(`${name}: ${error}`), Date.now)
  onTestFinished(async () => {
    await stop()
    vi.useRealTimers()
  })
  return {
    told,
    pass: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
    jumpTo: (wall: string) => void vi.setSystemTime(movingClock(wall)()),
  }
}

it('runs jobs at their time, and goes on after one that failed', async () => {
  const { told, pass } = onAMachine('2026-11-24T09:00', { breaks: '*/10 * * * *' }, async () => {
    throw new Error('broken')
  })
  await pass(minutes(9))
  expect(told).toEqual([])
  await pass(minutes(2))
  expect(told).toEqual(['breaks: Error: broken'])
  await pass(minutes(10))
  expect(told).toHaveLength(2)
})

it('starts no job that is still at work', async () => {
  let begun = 0
  const { pass } = onAMachine('2026-11-24T09:00', { slow: '* * * * *' }, () => {
    begun += 1
    return new Promise(() => {})
  })
  await pass(minutes(5))
  expect(begun).toBe(1)
})

// A clock that finds its time server after a start with a wrong one, or a machine that was too busy for its timers: every job that was due is done.
const lines = { backup: '30 9 * * *', hourly: '17 * * * *', reload: '* * * * *' }
it.each<readonly [string, string, readonly string[]]>([
  ['an hour ahead, past the time of two', '2026-11-24T10:10', ['backup', 'hourly', 'reload']],
  ['three minutes of a busy machine', '2026-11-24T09:32', ['backup', 'hourly', 'reload']],
  ['an hour back: the next is not an hour later', '2026-11-24T08:10', ['reload']],
  ['ten years ahead', '2036-11-24T09:10', ['backup', 'hourly', 'reload']],
  ['put right after it was ten years ahead', '2016-11-24T09:10', ['reload']],
])('%s: each job is done once, and goes on by the new clock', async (_, wall, expected) => {
  const ran: string[] = []
  const { pass, jumpTo } = onAMachine('2026-11-24T09:05', lines, async (name) => void ran.push(name))
  await pass(minutes(5))
  ran.length = 0
  jumpTo(wall)
  await pass(minutes(1))
  expect([...new Set(ran)].sort()).toEqual(expected)
  expect(ran.filter((name) => name !== 'reload').length).toBe(expected.length - 1)
  await pass(hours(25))
  expect(new Set(ran)).toEqual(new Set(Object.keys(lines)))
  expect(ran.filter((name) => name === 'hourly').length).toBeGreaterThanOrEqual(25)
})

it('an hour ahead and back costs neither an attempt nor a figure, and no job thinks the clock wrong', async () => {
  const { run, clock, left, problems, storage } = await withJobs()
  const all = ['retention', 'sessions', 'figures', 'mail', 'policy']
  const runAll = async () => {
    for (const name of all) await run(name)
  }
  await runAll()
  const before = [await left(), (await storage.devices.all()).length]
  for (const jump of [hours(1), -hours(2), hours(1)]) {
    clock.advance(jump)
    await runAll()
  }
  expect([problems(), await left(), (await storage.devices.all()).length]).toEqual([[], ...before])
})

it('runs jobs by a clock that goes faster: an hour in a second, each job at the minutes that are its own', async () => {
  const began = Date.now()
  const clock = fastClock(`${movingClock('2026-11-24T08:59')()},${began},1000`, () => began + turned)
  let turned = 0
  const ran: string[] = []
  const jobs = ['*/10 * * * *', '5 9 * * *', '0 3 * * *'].map((when) => ({
    name: when,
    when,
    run: async () => void ran.push(when),
  }))
  const stop = startJobs(jobs, 'Europe/Amsterdam', (name, error) => ran.push(`${name}: ${error}`), clock)
  const ranBy = async (minutes: number) => {
    turned = minutes * 60
    await setTimeout(120)
    return ran.splice(0).sort()
  }
  expect(await ranBy(0)).toEqual([])
  expect(await ranBy(1)).toEqual(['*/10 * * * *'])
  expect(await ranBy(5)).toEqual([])
  expect(await ranBy(6)).toEqual(['5 9 * * *'])
  expect(await ranBy(15)).toEqual(['*/10 * * * *'])
  await stop()
})
