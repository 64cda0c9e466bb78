import { LabelView } from '../../src/dns/labels.ts'
import type { Name } from '../../src/dns/name.ts'
import { wireOfName } from '../../src/dns/name.ts'

/** Two names with the same 32-bit hash, found among some hundred thousand (birthdays). Throws where they no longer have it. */
export function withOneHash(): [Name, Name] {
  const names = ['n72vu.example', 'neuea.example'] as [Name, Name]
  const [one, other] = names.map(hashOf)
  if (one !== other) throw new Error('these names no longer share a hash: look for two others')
  return names
}

function hashOf(name: Name): number {
  const view = new LabelView()
  const wire = wireOfName(name)
  view.read(wire, 0, wire.length)
  return view.hash[0]!
}
