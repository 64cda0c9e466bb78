import type { CatalogueFacts } from './tags.ts'
import type { Decision } from './verdict.ts'

/**
 * What a question says of the device that asks, whatever comes of it: it looks for a way round us; it does what every device does before it can do
 * anything; or it uses us.
 */
export type Bearing = 'side-door' | 'bootstrap' | 'use'

/** What a question says of a page: it is one that a person opened, or something closed that a page may need. */
export type PagePart = 'opened' | 'needed' | 'neither'

/** The kinds of sites that lead past the filter. */
const sideDoors: readonly string[] = ['doh', 'proxy-vpn']

/** Tells what a question for a name with these facts and categories says of the device. */
export function bearingOf({ own, status, essential }: CatalogueFacts, categories: readonly string[]): Bearing {
  if (own !== undefined || status || essential) return 'bootstrap'
  return categories.some((category) => sideDoors.includes(category)) ? 'side-door' : 'use'
}

/** Tells what a decided question says of a page. An exam learns nothing, what is locked is never offered, and a name that tells of a person is nobody's business. */
export function pagePartOf({ verdict, reason }: Decision, sensitive: boolean): PagePart {
  if (reason.kind === 'focus' && reason.exam) return 'neither'
  if (verdict.kind !== 'block')
    return reason.kind === 'grant' || (reason.kind === 'focus' && reason.listed) ? 'opened' : 'neither'
  const isUnlocked = reason.kind === 'rule' || reason.kind === 'only-these' || reason.kind === 'focus'
  return isUnlocked && !sensitive ? 'needed' : 'neither'
}
