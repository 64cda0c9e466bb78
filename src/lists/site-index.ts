import type { IndexData } from '../link.ts'
import type { Acts, Policy } from '../policy/policy.ts'
import { IndexBuilder } from './index-builder.ts'

/** The small index of names that rules and acts speak of by themselves. Made anew at every change: tens of names, a fraction of a millisecond. */
export function siteIndex(policy: Policy, acts: Acts): IndexData {
  const builder = new IndexBuilder()
  const targets = [
    ...policy.rules.map(({ target }) => target),
    ...acts.grants.map(({ target }) => target),
    ...acts.focuses.flatMap((focus) => focus.targets),
  ]
  for (const target of targets) if (target.kind === 'site') builder.addName(target.name, `site:${target.name}`)
  for (const { site } of acts.openings) builder.addName(site, `site:${site}`)
  for (const { name, category } of acts.corrections) builder.addName(name, `corrected:${category}`)
  return builder.build()
}
