import { type Context, Hono } from 'hono'
import type { App, Gauges } from '../../src/app/app.ts'
import type { Env } from '../env.ts'

/** For programs that watch the box: its numbers (Prometheus text), and whether it is ready. */
export function metrics(app: App): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/metrics', async (c) => {
    if (!(await mayRead(c, app)))
      return c.text('Only from the box itself, or with a token.\n', 401, { 'WWW-Authenticate': 'Bearer' })
    const text = metricsText(await app.gauges())
    return c.body(text, 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    })
  })

  routes.get('/readyz', async (c) => {
    const { resolver, warnings, names } = await app.health()
    const missing = [
      ...(!resolver || warnings.some(({ problem }) => problem === 'resolver-silent') ? ['resolver'] : []),
      ...(names === 0 ? ['lists'] : []),
    ]
    c.header('Cache-Control', 'no-store')
    return missing.length === 0 ? c.json({ status: 'ready' }) : c.json({ status: 'not-ready', missing }, 503)
  })

  return routes
}

async function mayRead(c: Context<Env>, app: App): Promise<boolean> {
  const secret = /^Bearer +([\w-]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (secret !== undefined) return (await app.tokens.personOf(secret)) !== undefined
  const peer = c.env?.peer ?? ''
  return /^127\.|^::1$/.test(peer)
}

/** The numbers in Prometheus' text format. No label holds a name, a device or a person. */
export function metricsText({ health, verdicts, ...gauges }: Gauges): string {
  const { resolver: r } = health
  const lines = [
    ...one('info', 'gauge', 'The version that runs.', 1, { version: health.version, ...(r && { sockets: r.sockets }) }),
    ...many(
      'queries_by_verdict_total',
      'counter',
      'Answered questions since the office started.',
      'verdict',
      Object.entries(verdicts),
    ),
    ...one('attempts_stored', 'gauge', 'Attempts that are kept.', health.attemptsStored),
    ...one('attempts_lost_total', 'counter', 'Attempts that found no room.', gauges.attemptsLost),
    ...one('lists', 'gauge', 'Lists in use.', health.lists),
    ...one('list_names', 'gauge', 'Different names on all lists.', health.names),
    ...one('revision', 'gauge', 'The revision of the policy that holds.', gauges.revision),
    ...one(
      'attempt_batches_total',
      'counter',
      'Batches of attempts from the resolver since the office started.',
      gauges.batches,
    ),
    ...one('attempts_total', 'counter', 'Attempts from the resolver since the office started.', gauges.attempts),
    ...one('resolver_up', 'gauge', 'Whether the resolver tells of itself.', isUp(health) ? 1 : 0),
    ...one('warnings', 'gauge', 'What needs a person.', health.warnings.length),
    ...many(
      'warnings_by_problem',
      'gauge',
      'What needs a person, by what it is.',
      'problem',
      [...Map.groupBy(health.warnings, ({ problem }) => problem)].map(([problem, all]) => [problem, all.length]),
    ),
    ...one('memory_bytes', 'gauge', 'Resident memory.', gauges.memory),
    ...many(
      'job_last_run_timestamp_seconds',
      'gauge',
      'When each job last ran.',
      'job',
      gauges.jobs.map(({ job, at }) => [job, at / 1000]),
    ),
    ...(gauges.lastBackup === undefined
      ? []
      : one('backup_timestamp_seconds', 'gauge', 'When the last backup was made.', gauges.lastBackup / 1000)),
    ...(r === undefined
      ? []
      : [
          ...one('start_timestamp_seconds', 'gauge', 'When the resolver started.', r.startedAt / 1000),
          ...one('queries_total', 'counter', 'Questions.', r.queries),
          ...one('blocked_total', 'counter', 'Questions that were blocked.', r.blocked),
          ...one('malformed_total', 'counter', 'Packets that are no question.', r.malformed),
          ...one('refused_total', 'counter', 'Questions from outside the networks.', r.refused),
          ...one('limited_total', 'counter', 'Questions that were too many for one device.', r.limited),
          ...one('private_answers_total', 'counter', 'Answers that led to a private address.', r.privateAnswers),
          ...one('cache_hits_total', 'counter', 'Answers from the cache.', r.cacheHits),
          ...one('cache_entries', 'gauge', 'Answers in the cache.', r.cacheEntries),
          ...one('cache_bytes', 'gauge', 'Bytes of the cache.', r.cacheBytes),
          ...one('upstream_failures_total', 'counter', 'Questions that no upstream answered.', r.upstreamFailures),
          ...one('turned_away_total', 'counter', 'Questions that were too many to wait for upstreams.', r.turnedAway),
          ...one('forged_answers_total', 'counter', 'Answers that were not the upstream’s.', r.forgedAnswers),
          ...one('upstreams_up', 'gauge', 'Whether an upstream answers.', r.upstreamsUp ? 1 : 0),
          ...upstreamTimes(r.upstreams ?? []),
          ...one('resolver_revision', 'gauge', 'The revision that the resolver answers by.', r.revision),
        ]),
  ]
  return `${lines.join('\n')}\n`
}

const isUp = ({ resolver, warnings }: Gauges['health']): boolean =>
  resolver !== undefined && !warnings.some(({ problem }) => problem === 'resolver-silent')

/** By the place in the settings: an upstream may be called after the school. */
function upstreamTimes(all: readonly UpstreamTimes[]): readonly string[] {
  const name = 'upstream_seconds'
  const rows = all.flatMap(({ place, answered, milliseconds, within }) => {
    const [upstream, line] = [`upstream="${place}"`, `rooster_${name}`]
    return [
      ...within.map(([bound, count]) => `${line}_bucket{${upstream},le="${bound / 1000}"} ${count}`),
      `${line}_bucket{${upstream},le="+Inf"} ${answered}`,
      `${line}_sum{${upstream}} ${milliseconds / 1000}`,
      `${line}_count{${upstream}} ${answered}`,
    ]
  })
  const failed = all.map(({ place, failed: count }) => [String(place), count] as const)
  return [
    ...head(name, 'histogram', 'How long an upstream takes to answer.'),
    ...rows,
    ...many('upstream_tries_failed_total', 'counter', 'Questions that an upstream did not answer.', 'upstream', failed),
  ]
}

type UpstreamTimes = NonNullable<NonNullable<Gauges['health']['resolver']>['upstreams']>[number]
type Kind = 'gauge' | 'counter' | 'histogram'

const head = (name: string, kind: Kind, help: string) => [
  `# HELP rooster_${name} ${help}`,
  `# TYPE rooster_${name} ${kind}`,
]

const one = (name: string, kind: Kind, help: string, value: number, labels: Readonly<Record<string, string>> = {}) => [
  ...head(name, kind, help),
  `rooster_${name}${labelText(Object.entries(labels))} ${value}`,
]

const many = (
  name: string,
  kind: Kind,
  help: string,
  label: string,
  values: readonly (readonly [string, number])[],
) => [
  ...head(name, kind, help),
  ...values.map(([value, count]) => `rooster_${name}${labelText([[label, value]])} ${count}`),
]

const labelText = (labels: readonly (readonly [string, string])[]): string =>
  labels.length === 0
    ? ''
    : `{${labels.map(([name, value]) => `${name}="${value.replace(/["\\\n]/g, '')}"`).join(',')}}`
