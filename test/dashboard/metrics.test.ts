import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { batchOf } from '../app/a-school.ts'
import { noTotals } from '../helpers/no-totals.ts'
import { aDashboard } from './a-dashboard.ts'
import { programOf } from './a-program.ts'

const totals = {
  ...noTotals,
  startedAt: 1_790_000_000_000,
  queries: 10,
  blocked: 3,
  cacheHits: 4,
  cacheEntries: 5,
  cacheBytes: 600,
  upstreamFailures: 1,
  turnedAway: 2,
  forgedAnswers: 3,
  malformed: 2,
  sockets: 'batched',
  upstreams: [
    {
      ...{ place: 1, address: '192.0.2.1:53', isWell: true, answered: 10, failed: 2, milliseconds: 130 },
      within: [
        [10, 6],
        [50, 9],
      ],
    },
  ],
} as const

it('tells its numbers to the box itself and to a token, and to nobody else', async () => {
  const school = await aDashboard()
  const { secret } = await programOf(school, 'teacher')
  const status = async (peer: string, headers: Record<string, string> = {}) =>
    (await school.dashboard.request('/metrics', { headers }, { peer })).status
  expect(await status('127.0.0.1')).toBe(200)
  expect(await status('::1')).toBe(200)
  expect(await status('10.1.0.7')).toBe(401)
  expect(await status('10.1.0.7', { authorization: 'Bearer rooster_wrong' })).toBe(401)
  expect(await status('10.1.0.7', { authorization: `Bearer ${secret}` })).toBe(200)
})

it('writes what Prometheus reads, and no name, device or person in it', async () => {
  const school = await aDashboard()
  await school.office.receive({ kind: 'totals', totals })
  await school.office.receive({
    kind: 'counts',
    at: school.clock(),
    rows: [
      { group: 'pupils', outcome: 'block', platform: 'clips', category: undefined, kindOfTime: 'lesson', count: 3 },
      { group: 'pupils', outcome: 'pass', platform: undefined, category: undefined, kindOfTime: 'lesson', count: 7 },
    ],
  })
  await school.office.receive({
    kind: 'attempts',
    batch: batchOf([{ from: '10.1.0.9', name: 'secret.clips.example', at: school.clock() }]),
  })
  await school.storage.jobs.ran('retention', school.clock())
  const text = await (await school.dashboard.request('/metrics', {}, { peer: '127.0.0.1' })).text()
  for (const line of text.trim().split('\n'))
    expect(line).toMatch(
      /^(# (HELP|TYPE) rooster_[a-z_]+ .+|rooster_[a-z_]+(\{[a-z]+="[\w.+-]*"(,[a-z]+="[\w.+-]*")*\})? [\d.e+-]+)$/,
    )
  expect(text).toContain('rooster_queries_by_verdict_total{verdict="block"} 3\n')
  expect(text).toContain('rooster_attempts_stored 1\n')
  expect(text).toContain('rooster_attempt_batches_total 1\n')
  for (const line of [
    '_bucket{upstream="1",le="0.01"} 6',
    '_bucket{upstream="1",le="0.05"} 9',
    '_bucket{upstream="1",le="+Inf"} 10',
    '_sum{upstream="1"} 0.13',
    '_count{upstream="1"} 10',
  ])
    expect(text).toContain(`rooster_upstream_seconds${line}\n`)
  expect(text).toContain('rooster_upstream_tries_failed_total{upstream="1"} 2\n')
  expect(text).toContain('rooster_cache_bytes 600\n')
  expect(text).toMatch(/rooster_job_last_run_timestamp_seconds\{job="retention"\} 17\d+/)
  expect(text).not.toMatch(/clips|10\.1\.0|pupils/)
})

it('is ready when the resolver tells of itself and the lists are there', async () => {
  const school = await aDashboard()
  const ready = async () => {
    const response = await school.dashboard.request('/readyz')
    return [response.status, await response.json()]
  }
  expect(await ready()).toEqual([503, { status: 'not-ready', missing: ['resolver'] }])
  await school.office.receive({ kind: 'totals', totals })
  expect(await ready()).toEqual([200, { status: 'ready' }])
  school.clock.advance(61_000)
  expect(await ready()).toEqual([503, { status: 'not-ready', missing: ['resolver'] }])
})

const closerLook = [
  'rooster_blocked_total',
  'rooster_cache_entries',
  'rooster_info',
  'rooster_job_last_run_timestamp_seconds',
  'rooster_list_names',
  'rooster_lists',
  'rooster_private_answers_total',
  'rooster_resolver_revision',
  'rooster_revision',
  'rooster_start_timestamp_seconds',
]

it('has every number that the Grafana dashboard asks for', async () => {
  const school = await aDashboard()
  await school.office.receive({ kind: 'totals', totals })
  await school.storage.jobs.ran('backup-made', school.clock())
  const text = await (await school.dashboard.request('/metrics', {}, { peer: '127.0.0.1' })).text()
  const asked = readFileSync(join(import.meta.dirname, '..', '..', 'packaging', 'grafana.json'), 'utf8')
  const told = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))
  const base = (name: string) => name.replace(/_(bucket|sum|count)$/, '')
  const names = new Set([...asked.matchAll(/rooster_\w+/g)].map(([name]) => base(name)))
  expect([...told]).toEqual(expect.arrayContaining([...names]))
  // And each number is on the dashboard, or is one that only a closer look needs.
  const unseen = [...told].filter((name) => !names.has(name!))
  expect(unseen.toSorted()).toEqual(closerLook)
})
