import type { BlockLook, BlockLooks } from '../../src/policy/block-look.ts'
import type { Fields } from './fields.ts'

/** How a block can look, the usual one first. */
export const blockLooks: readonly BlockLook[] = ['nodata', 'page', 'nxdomain', 'null', 'refused']

/** Reads the looks of a group; what is none of them is the usual one, and for a category the group's. */
export function readLooks(fields: Fields, categories: readonly string[]): BlockLooks {
  const lookIn = (field: string) => blockLooks.find((look) => look === fields.text(field))
  const own = categories.flatMap((id) => {
    const look = lookIn(`of-${id}`)
    return look === undefined ? [] : [[id, look] as const]
  })
  return {
    look: lookIn('look') ?? 'nodata',
    ...(own.length === 0 ? {} : { categories: Object.fromEntries(own) }),
  }
}
