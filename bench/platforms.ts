import { Resolver } from 'node:dns/promises'
import { join } from 'node:path'
import { readEndpoint } from '../src/config/endpoint.ts'
import type { Checked } from '../src/lists/platform-check.ts'
import { checkPlatforms, namedSets, namesOf } from '../src/lists/platform-check.ts'
import { uncompared } from '../src/lists/platform-source.ts'
import { root } from '../src/product.ts'

/** Names that are asked for at once. */
const AT_ONCE = 50

/** Checks the platforms of the catalogue (or of the folder behind `--catalogue`), and says what it found. Returns whether all was right. */
export async function platforms(words: readonly string[]): Promise<boolean> {
  const { folder, resolver } = given(words)
  const checked = checkPlatforms(folder)
  for (const { file, faults } of checked.faults) for (const fault of faults) console.log(`${file}: ${fault}`)
  const dead = resolver === undefined ? [] : await deadNames(checked, resolver)
  for (const line of dead) console.log(line)
  const names = new Set(checked.platforms.flatMap(namesOf)).size
  const whole = checked.platforms.filter((platform) => platform['served-by'] === undefined).length
  console.log(
    `${checked.platforms.length} platforms, ${names} names, ${namedSets.length} sets; ${whole} have names for web, api and media, of the others a file says what serves them.`,
  )
  const hearsay = checked.platforms.map((platform) => uncompared(platform).length).filter((count) => count > 0)
  const many = hearsay.reduce((sum, count) => sum + count, 0)
  console.log(`${hearsay.length} files have names from general knowledge, not compared with a list: ${many} names.`)
  if (resolver === undefined)
    console.log('Whether each name is alive was not asked; --resolve ADDR:PORT asks a resolver.')
  return checked.faults.length === 0 && dead.length === 0
}

function given(words: readonly string[]): { readonly folder: string; readonly resolver: Resolver | undefined } {
  let folder = join(root, 'blocklists')
  let resolver: Resolver | undefined
  for (let i = 0; i < words.length; i += 2) {
    const [flag, value = ''] = [words[i], words[i + 1]]
    if (flag === '--catalogue') folder = value
    else if (flag === '--resolve' && readEndpoint(value) !== undefined) {
      resolver = new Resolver({ timeout: 3_000, tries: 2 })
      resolver.setServers([value])
    } else throw new Error(`"${flag} ${value}" is not understood; there are --catalogue FOLDER and --resolve ADDR:PORT`)
  }
  return { folder, resolver }
}

/** A name that does not exist, and none below it (RFC 8020), is dead. One without an address is not: it stands for what is below it. */
async function deadNames({ platforms: all }: Checked, resolver: Resolver): Promise<readonly string[]> {
  const names = all.flatMap((platform) => namesOf(platform).map((name) => ({ id: platform.id, name })))
  const found: string[] = []
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = await Promise.all(
      names.slice(at, at + AT_ONCE).map(async ({ id, name }) => {
        const code = await resolver.resolve4(name).then(
          () => undefined,
          (error: NodeJS.ErrnoException) => error.code,
        )
        if (code === undefined || code === 'ENODATA') return []
        return [code === 'ENOTFOUND' ? `${id}: ${name} is dead` : `${id}: ${name} could not be asked (${code})`]
      }),
    )
    found.push(...some.flat())
  }
  return found
}
