import { join } from 'node:path'
import { loadPreset } from '../../config/policy-file.ts'
import type { Catalogue, Policy } from '../../policy/policy.ts'
import { root } from '../../product.ts'

/** What a school is called until setting up has asked: no page bears the name of the school that the preset is from. */
const unnamed = { nl: 'Onze school', en: 'Our school' } as const

/** The policy of a new installation: the preset. On the machine itself the filter is to be seen at work: it counts among the pupils' devices until told otherwise. */
export function firstPolicy(preset: string, catalogue: Catalogue, ofBoard: readonly string[] = []): Policy {
  const policy = loadPreset(join(root, 'config'), preset, catalogue, ofBoard)
  const loopback = ['127.0.0.0/8', '::1/128']
  return {
    ...policy,
    school: { ...policy.school, name: unnamed[policy.school.language] },
    groups: policy.groups.map((group) =>
      group.id === 'pupils' ? { ...group, networks: [...group.networks, ...loopback] } : group,
    ),
  }
}
