import { z } from 'zod'
import { name } from '../dns/name.ts'
import type { OwnPlatform } from '../policy/policy.ts'

const names = z.array(z.string()).max(1000).default([])

/** A platform under `platforms:`, by its id: one that the school adds, or what it corrects of one that the catalogue has. */
export const ownPlatformSchema = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  sets: z.array(z.string()).optional(),
  names,
  library: names,
  not: names,
  'shared-with': z.array(z.string()).default([]),
})
export type OwnPlatformText = z.infer<typeof ownPlatformSchema>

/** Makes an {@link OwnPlatform} of its text, which must have passed the checks. */
export function ownPlatformOf([id, text]: readonly [string, OwnPlatformText]): OwnPlatform {
  return {
    id,
    ...(text.name === undefined ? {} : { name: text.name }),
    ...(text.sets === undefined ? {} : { sets: text.sets }),
    names: text.names.map(name),
    library: text.library.map(name),
    not: text.not.map(name),
    sharedWith: text['shared-with'],
  }
}

/** The text that {@link ownPlatformOf} reads; what is empty is left out of it. */
export function ownPlatformText({ name, sets, names, library, not, sharedWith }: OwnPlatform) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(sets === undefined ? {} : { sets: [...sets] }),
    ...Object.fromEntries(
      Object.entries({ names, library, not, 'shared-with': sharedWith }).flatMap(([key, value]) =>
        value.length === 0 ? [] : [[key, [...value]]],
      ),
    ),
  } as OwnPlatformText
}
