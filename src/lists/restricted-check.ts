import { getPublicSuffix } from 'tldts'
import type { z } from 'zod'
import type { Name } from '../dns/name.ts'
import type { Restricted } from '../policy/policy.ts'
import type { FileProblem, restrictedFile } from './catalogue-files.ts'

/**
 * What is wrong with the `restricted.yaml` of a dropped-in catalogue. Its answers take the place of others, so it may lead nowhere but where what ships
 * leads, and only from names of the same engine: those that ship, and the same names with another ending (`www.google.nl`).
 */
export function restrictedProblems(
  file: string,
  read: z.infer<typeof restrictedFile>,
  ships: Restricted,
): readonly FileProblem[] {
  const { strict, moderate, names } = ships.youtube
  const modes = { strict, moderate } as const
  return [
    ...Object.entries(read['safe-search']).flatMap(([id, { target, names: asked }]) => {
      const engine = ships.safeSearch.find((known) => known.target === target)
      const place = `safe-search.${id}`
      if (engine === undefined)
        return [{ file, place: `${place}.target`, problem: `no engine that ships leads to ${target}` }]
      return foreign(asked, engine.names).map((name) => ({ file, place: `${place}.names`, problem: notIts(name) }))
    }),
    ...(['strict', 'moderate'] as const)
      .filter((mode) => read.youtube[mode] !== modes[mode])
      .map((mode) => ({ file, place: `youtube.${mode}`, problem: `must be ${modes[mode]}, as in what ships` })),
    ...foreign(read.youtube.names, names).map((name) => ({ file, place: 'youtube.names', problem: notIts(name) })),
  ]
}

const notIts = (name: Name): string => `${name} is none of its names, nor one of them with another ending`

/** The names that are neither among the known ones nor one of them with another ending. */
function foreign(names: readonly Name[], known: readonly Name[]): readonly Name[] {
  const stems = new Set(known.map(stemOf))
  return names.filter((name) => !stems.has(stemOf(name)))
}

/** A name without what anybody can register under: `www.google` of `www.google.co.uk`. */
function stemOf(name: Name): string {
  const suffix = getPublicSuffix(name)
  return suffix === null ? name : name.slice(0, -suffix.length - 1)
}
