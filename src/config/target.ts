import { readName } from '../dns/name.ts'
import type { Target } from '../policy/policy.ts'

/** Reads `site:example.org`, `platform:youtube`, `set:games`, `category:games` or `everything`. A string says what is wrong. */
export function readTarget(text: string): Target | string {
  if (text === 'everything') return { kind: 'everything' }
  const [, kind, id = ''] = /^(site|platform|set|category):(.+)$/.exec(text) ?? []
  if (kind === undefined)
    return `"${text}" is not a target; write everything, or site:, platform:, set: or category: with a name behind it`
  if (kind !== 'site') return { kind: kind as 'platform' | 'set' | 'category', id }
  const read = readName(id)
  return 'name' in read ? { kind: 'site', name: read.name } : `"${id}" is not a domain name (${read.problem})`
}

/** The text that {@link readTarget} reads. */
export function targetText(target: Target): string {
  if (target.kind === 'everything') return 'everything'
  return `${target.kind}:${target.kind === 'site' ? target.name : target.id}`
}
