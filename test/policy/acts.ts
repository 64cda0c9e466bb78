import { name } from '../../src/dns/name.ts'
import type { Acts, Client, Policy } from '../../src/policy/policy.ts'
import type { Decision } from '../../src/policy/verdict.ts'
import { aLesson, ruleOf, span, targetOf, worldWith } from './a-world.ts'
import { agreed } from './world.ts'

// One act of each kind, all in force in {@link aLesson}, and what is decided under them.

export const staff: Client = { group: 'staff', classes: ['3b'], device: 'd1' }
const rule = (sentence: string) => ruleOf(sentence, { groups: ['pupils', 'staff'] })

export const exclusions: Acts['exclusions'] = [{ id: 'x', ...span, device: 'd1' }]
export const parks: Acts['parks'] = [{ id: 'p', ...span, class: '3b' }]
export const focus = (...targets: readonly string[]): Pick<Acts, 'focuses'> => ({
  focuses: [{ id: 'f', ...span, class: '3b', targets: targets.map(targetOf), exam: false }],
})
export const exam = { focuses: focus().focuses.map((of) => ({ ...of, exam: true })) }
export const emergencies: Acts['emergencies'] = [{ id: 'e', ...span, for: 'everyone' }]
export const openings = (site: string): Acts['openings'] => [{ id: 'o', ...span, device: 'd1', site: name(site) }]
export const grants = (target: string): Acts['grants'] => [
  { id: 'g', ...span, audience: { kind: 'class', id: '3b' }, target: targetOf(target) },
]

export interface Given {
  readonly rules?: readonly string[]
  readonly acts?: Partial<Acts>
  readonly change?: Partial<Policy>
  readonly client?: Client
}
export const decided = (asked: string, { rules = [], acts, change, client = staff }: Given): Decision =>
  agreed(worldWith(rules.map(rule), acts, change), client, name(asked), aLesson)
