import { basename } from 'node:path'
import type { Name } from '../dns/name.ts'
import { selfAndParents } from '../dns/name.ts'
import type { PlatformFile } from './catalogue-files.ts'
import { platformFile, readCatalogueFile, standingFile, yamlFilesIn } from './catalogue-files.ts'
import { sourceFaults } from './platform-source.ts'
import { isSuffix } from './public-suffix.ts'

/** The sets that a platform of the catalogue may name. Rules and the words of pages speak of them. */
export const namedSets = [
  'social-media',
  'messaging',
  'communication',
  'video',
  'games',
  'ai-chat',
  'ai-images',
  'anonymous-messaging',
  'streaming',
  'dating',
  'shopping',
  'music',
  'education',
] as const

/** What came of checking a folder of platforms. */
export interface Checked {
  readonly platforms: readonly PlatformFile[]
  /** By file, in its order; files without a fault are left out. */
  readonly faults: readonly { readonly file: string; readonly faults: readonly string[] }[]
}

/** Checks every file of `platforms/` in a catalogue's folder, its form included, against the others and the essential names. */
export function checkPlatforms(folder: string): Checked {
  const files = yamlFilesIn(folder, 'platforms').map((file) => ({
    file: basename(file),
    read: readCatalogueFile(folder, file, platformFile),
  }))
  const platforms = files.flatMap(({ read }) => ('value' in read ? [read.value] : []))
  const essential = new Set<string>(
    yamlFilesIn(folder, 'essential').flatMap((file) => {
      const read = readCatalogueFile(folder, file, standingFile)
      return 'value' in read ? read.value.names : []
    }),
  )
  const beside = { platforms, sets: namedSets, essential }
  const faults = files.map(({ file, read }) => ({
    file,
    faults:
      'value' in read
        ? faultsOf(file, read.value, beside)
        : read.problems.map(({ place, problem }) => `${place}: ${problem}`),
  }))
  const empty = namedSets.filter((set) => !platforms.some(({ sets }) => sets.includes(set)))
  const ofSets = empty.map((set) => `no platform is of the set ${set}`)
  return {
    platforms,
    faults: [...faults, { file: '(sets)', faults: ofSets }].filter((of) => of.faults.length > 0),
  }
}

/** All names of a platform, whatever their role. */
export const namesOf = ({ names }: PlatformFile): readonly Name[] => Object.values(names).flat()

/** What a platform's file is held against. */
export interface CheckedBeside {
  readonly platforms: readonly PlatformFile[]
  /** The sets that a platform may name. */
  readonly sets: readonly string[]
  /** Names that no platform's rule reaches. */
  readonly essential: ReadonlySet<string>
}

/** What is wrong with a platform's file beside its form: the rules of blocklists/README.md. `file` is its name in `platforms/`. */
export function faultsOf(file: string, platform: PlatformFile, beside: CheckedBeside): readonly string[] {
  const { id } = platform
  const names = namesOf(platform)
  return [
    ...(`${id}.yaml` === file ? [] : [`${file} has the id ${id}`]),
    ...(names.length < 2 ? [`${id} has a single name: no service needs one alone`] : []),
    ...(new Set(names).size === names.length ? [] : [`${id} has a name twice`]),
    ...(/^\d{4}-\d\d-\d\d$/.test(platform.date) ? [] : [`${id} has no date`]),
    ...sourceFaults(platform),
    ...setFaults(platform, beside),
    ...roleFaults(platform),
    ...names.flatMap((name) => nameFaults(name, platform, beside)),
    ...Object.keys(platform.shared ?? {})
      .filter((name) => !names.includes(name as Name))
      .map((name) => `${id} shares ${name}, which it does not have`),
  ]
}

const setFaults = ({ id, sets }: PlatformFile, { sets: known }: CheckedBeside): readonly string[] =>
  sets
    .filter((set) => !known.includes(set))
    .map((set) => `${id} is of an unknown set, ${set}; known: ${known.join(', ')}`)

/** A service has pages, an app and media; where a role has no name of its own, the file says what serves it. */
function roleFaults({ id, names, 'served-by': served = {} }: PlatformFile): readonly string[] {
  const has = (role: string) => (names[role as keyof typeof names] ?? []).length > 0
  const said = Object.entries(served)
  return [
    ...(['web', 'api', 'media'] as const)
      .filter((role) => !has(role) && (role === 'web' || served[role] === undefined))
      .map((role) => `${id} has no name for its ${role}, and does not say what serves it`),
    ...said
      .filter(([role]) => has(role))
      .map(([role]) => `${id} says what serves its ${role}, which has names of its own`),
    ...said
      .filter(([, by]) => by !== 'elsewhere' && !has(by))
      .map(([role, by]) => `${id} says that its ${by} serves its ${role}, and has no name for its ${by}`),
  ]
}

function nameFaults(name: Name, platform: PlatformFile, { platforms, essential }: CheckedBeside): readonly string[] {
  const { id } = platform
  const owners = ownersOf(name, platforms)
  const said = [...(platform.shared?.[name] ?? [])].sort()
  return [
    ...(owners.length > 1 && said.join() !== owners.join()
      ? [`${name} is of ${owners.join(' and ')}, but ${id} says it is of ${said.join(' and ') || 'nobody else'}`]
      : []),
    ...(owners.length === 1 && said.length > 0 ? [`${name} is said to be shared, but only ${id} has it`] : []),
    ...(isSuffix(name) ? [`${name} is a public suffix`] : []),
    ...underFaults(name, platform, owners, platforms),
    ...([...selfAndParents(name)].some((site) => essential.has(site))
      ? [`${name} is essential: no rule closes it`]
      : []),
  ]
}

/** Where a name lies below one of a platform that does not share it, the longest name takes it from that one: only on purpose. */
function underFaults(
  name: Name,
  { id, under = {} }: PlatformFile,
  owners: readonly string[],
  platforms: readonly PlatformFile[],
): readonly string[] {
  const others = [...selfAndParents(name)]
    .slice(1)
    .flatMap((site) => ownersOf(site, platforms))
    .filter((other) => !owners.includes(other))
  const said = under[name]
  if (said !== undefined && !others.includes(said)) return [`${name} is said to lie under ${said}, which it does not`]
  const unsaid = others.filter((other) => other !== said)
  return unsaid.length === 0
    ? []
    : [
        `${name} lies under a name of ${unsaid.join(' and ')}: share it with them, or ${id} says under: that it is not theirs`,
      ]
}

const ownersOf = (name: Name, platforms: readonly PlatformFile[]): readonly string[] =>
  platforms.flatMap((platform) => (namesOf(platform).includes(name) ? [platform.id] : [])).sort()
