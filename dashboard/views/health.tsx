import type { Health } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Section } from './section.tsx'

/** The box in figures: filter, upstreams, cache, lists and what is stored. */
export function HealthTiles({
  view,
  health,
  lastBackup,
}: {
  readonly view: View
  readonly health: Health
  readonly lastBackup: number | undefined
}) {
  const { today } = view.t.office
  return (
    <Section id="health" title={today.health}>
      <dl class="grid grid-cols-2 gap-3 md:grid-cols-4">
        {[...tilesOf(view, health), backupTile(view, lastBackup)].map((tile) => (
          <div class="tile" data-bad={tile.bad ? '' : undefined}>
            <dt class="text-sm text-muted">{tile.label}</dt>
            <dd>
              <span class="block text-2xl/8 font-bold tracking-tight tabular-nums">{tile.value}</span>
              <span class="block text-sm text-muted">{tile.note}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

interface Tile {
  readonly label: string
  readonly value: string
  readonly note: string
  readonly bad?: boolean
}

function tilesOf(view: View, health: Health): readonly Tile[] {
  const { t, moments } = view
  const { today } = t.office
  const stored = [
    { label: today.lists, value: moments.number(health.names), note: today.listCount(moments.number(health.lists)) },
    { label: today.stored, value: moments.number(health.attemptsStored), note: today.storedNote },
  ]
  const { resolver } = health
  if (!resolver) return [{ label: today.resolver, value: '–', note: today.resolverDown, bad: true }, ...stored]
  return [
    { label: today.resolver, value: today.up, note: today.resolverUp(moments.when(resolver.startedAt, view.now)) },
    {
      label: today.upstreams,
      value: resolver.upstreamsUp ? today.reachable : today.unreachable,
      note: today.failures(moments.number(resolver.upstreamFailures)),
      bad: !resolver.upstreamsUp,
    },
    {
      label: today.queries,
      value: moments.number(resolver.queries),
      note: today.blocked(percent(resolver.blocked, resolver.queries)),
    },
    {
      label: today.cache,
      value: moments.number(resolver.cacheEntries),
      note: today.cacheHits(percent(resolver.cacheHits, resolver.queries)),
    },
    ...stored,
  ]
}

/** How long ago the last backup was made. */
function backupTile(view: View, last: number | undefined): Tile {
  const { backupTile: label, backupTileNone, backupDays } = view.t.box
  if (last === undefined) return { label, value: '–', note: backupTileNone }
  const midnight = (at: number) => Date.parse(view.moments.iso(at).slice(0, 10))
  const days = Math.round((midnight(view.now) - midnight(last)) / (24 * 3600_000))
  return { label, value: backupDays(days), note: view.moments.when(last, view.now) }
}

const percent = (part: number, whole: number): string => (whole === 0 ? '0%' : `${Math.round((part / whole) * 100)}%`)
