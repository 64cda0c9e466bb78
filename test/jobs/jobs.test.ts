import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { officeJobs } from '../../src/jobs/office-jobs.ts'
import type { Job } from '../../src/jobs/schedule.ts'
import { startJobs } from '../../src/jobs/schedule.ts'
import { fastClock } from '../../src/time/clock.ts'
import { aSchool, batchOf } from '../app/a-school.ts'
import { days, hours, movingClock } from '../helpers/moving-clock.ts'

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

it('runs jobs at their time, and goes on after one that failed', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const job: Job = {
    name: 'breaks',
    when: '* * * * * *',
    run: async () => {
      throw new Error('broken')
    },
  }
  const stop = startJobs([job], 'Europe/Amsterdam', (name, error) => resolve(`${name}: ${error}`), Date.now)
  expect(await promise).toBe('breaks: Error: broken')
  await stop()
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
