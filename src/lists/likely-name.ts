import { readName } from '../dns/name.ts'

/** The name that somebody probably meant who wrote this where a name should stand; undefined where that cannot be told. */
export function likelyName(text: string): string | undefined {
  // An exception of an ad blocker means the opposite; of several words none is the one.
  if (text.startsWith('@@') || /\s/.test(text.trim())) return undefined
  const bare = text
    .toLowerCase()
    .replace(/^\|{1,2}/, '')
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/^[^/@\s]*@/, '')
    .replace(/[/?#^$|,;:].*$/s, '')
    .replace(/^\*?\.+|\.+$/g, '')
    .replace(/\.{2,}/g, '.')
  const read = readName(bare)
  if (!('name' in read) || read.name === text || !/\.[a-z][a-z0-9-]*$/.test(read.name)) return undefined
  return /(^|\.)-|-(\.|$)/.test(read.name) ? undefined : read.name
}
