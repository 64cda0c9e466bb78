import { join } from 'node:path'
import { canonicalAddress, parseCidr } from '../../clients/address.ts'
import { identifier } from '../../clients/identify.ts'
import { knownIn } from '../../config/acts-check.ts'
import { loadState } from '../../config/acts-file.ts'
import { atHome } from '../../config/at-home.ts'
import type { Config } from '../../config/config.ts'
import { loadPreset } from '../../config/policy-file.ts'
import { ConfigError, unknown } from '../../config/problems.ts'
import type { Name } from '../../dns/name.ts'
import { readName } from '../../dns/name.ts'
import type { BuiltLists } from '../../lists/build-lists.ts'
import { buildLists } from '../../lists/build-lists.ts'
import { loadCatalogue } from '../../lists/catalogue.ts'
import { categoriesIn } from '../../lists/library.ts'
import { sourcesIn } from '../../lists/list-sources.ts'
import { NameIndex } from '../../lists/name-index.ts'
import { catalogueWith } from '../../policy/catalogue-with.ts'
import { following } from '../../policy/following.ts'
import type { Acts, Catalogue, Client, Grant, Policy } from '../../policy/policy.ts'
import { noActs } from '../../policy/policy.ts'
import { root } from '../../product.ts'
import { loadStanding } from '../../standing/standing.ts'
import type { SchoolZone } from '../../time/school-time.ts'
import { schoolZone } from '../../time/school-time.ts'
import { byTheBell } from '../acts/act-end.ts'
import type { Explained } from '../app.ts'
import { catalogueShelf, presetFolders } from '../box/given.ts'
import { isRoom } from '../grants/grant-view.ts'
import { wordingOf } from '../policy/wording.ts'
import { explainCase } from './explain.ts'

/** What to explain, as it was typed. */
export interface Question {
  readonly name: string
  readonly group?: string
  readonly client?: string
  readonly classes: readonly string[]
  readonly device?: string
  /** The school's wall time, or with an offset; now when left out. */
  readonly at?: string
  readonly state?: string
}

/** Answers questions about a policy without a running server. */
export interface Explainer {
  readonly zone: SchoolZone
  readonly language: 'nl' | 'en'
  /** Throws ConfigError where the question names what does not exist. */
  explain(question: Question, now: number): Explained
}

/** What of the settings counts. */
type Box = Pick<Config, 'data' | 'board'> & Partial<Pick<Config, 'forward' | 'records'>>

interface Material {
  readonly policy: Policy
  readonly catalogue: Catalogue
  readonly lists: BuiltLists['data']
  readonly acts: Acts
  /** The devices that carry a medical mark. */
  readonly marks: readonly string[]
  /** The settings of the box, where it has any. */
  readonly box: Partial<Box>
}

/** Explains a preset with exactly the data that ships: the same answer on every machine. Where there is a board, its presets and catalogue count too. */
export function presetExplainer(preset: string, of?: Box): Explainer {
  const { catalogue, folders } = shippedFor(of)
  const policy = loadPreset(join(root, 'config'), preset, catalogue, folders)
  const none = join(root, 'blocklists', 'own')
  const lists = buildLists(sourcesIn({ builtIn: join(root, 'blocklists', 'categories'), own: none, kept: none })).data
  return explainer({ policy, catalogue, lists, acts: noActs, marks: [], box: of ?? {} })
}

/** Reads a preset with the data that ships, and throws ConfigError with everything that is wrong in it. */
export function checkPreset(preset: string, of?: Pick<Config, 'data' | 'board'>): Policy {
  const { catalogue, folders } = shippedFor(of)
  return loadPreset(join(root, 'config'), preset, catalogue, folders)
}

function shippedFor(of: Pick<Config, 'data' | 'board'> | undefined) {
  return of?.board === undefined
    ? { catalogue: loadCatalogue(join(root, 'blocklists')), folders: [] }
    : { catalogue: catalogueShelf(of, 'reader').current(), folders: presetFolders(of) }
}

/** Explains what the server with this data folder last put in force. */
export function standingExplainer(config: Box): Explainer {
  const dataFolder = config.data
  const standing = loadStanding(join(dataFolder, 'standing'))
  if (standing === undefined) {
    throw new ConfigError(dataFolder, [
      {
        place: '--data',
        problem:
          'no server has put a policy in force here yet; one that runs does so within seconds, so ask again, or start one, or name a preset (--preset)',
      },
    ])
  }
  const { policy, lists } = standing.snapshot
  const marks = standing.devices.filter(({ exempt }) => exempt).map(({ device }) => device)
  return explainer({
    policy,
    catalogue: catalogueShelf(config, 'reader').current(),
    lists,
    acts: standing.acts,
    marks,
    box: config,
  })
}

function explainer({ policy, catalogue: given, lists, box, ...standing }: Material): Explainer {
  const catalogue = catalogueWith(given, policy)
  const zone = schoolZone(policy.school.zone)
  const index = new NameIndex(lists.buffer)
  const isAtHome = atHome(box)
  const stateOf = (path: string, client: Client) => {
    const { acts, marks } = loadState(path, zone, knownIn(policy, catalogue))
    return { acts: { ...acts, grants: acts.grants.map((grant) => inItsRoom(policy, zone, client, grant)) }, marks }
  }
  return {
    zone,
    language: policy.school.language,
    explain(question, now) {
      const { device } = question
      const client = clientOf(question, policy)
      const { acts, marks } = question.state === undefined ? standing : stateOf(question.state, client)
      return explainCase(
        {
          policy,
          catalogue,
          categoriesOf: (name) => categoriesIn(lists, index, name),
          acts,
          client: device !== undefined && marks.includes(device) ? { ...client, exempt: true } : client,
          name: nameOf(question.name),
          at: instantOf(question.at, zone) ?? now,
          zone,
          statusName: 'rooster.internal' as Name,
        },
        wordingOf(policy, catalogue),
        isAtHome,
      )
    },
  }
}

/** A grant as the office would have given it: for a room it ends at the bell at the latest. */
function inItsRoom(policy: Policy, zone: SchoolZone, { group }: Client, grant: Grant): Grant {
  const { audience, from, until } = grant
  if (!isRoom(policy, audience)) return grant
  return { ...grant, until: byTheBell(until, following(policy, { group, classes: [audience.id] }), zone, from) }
}

function clientOf({ group, client, classes, device }: Question, policy: Policy): Client {
  const groups = policy.groups.map(({ id }) => id)
  if (group !== undefined && !groups.includes(group))
    throw new ConfigError('explain', [{ place: '--group', problem: unknown('group', group, groups) }])
  const strange = classes.find((id) => !policy.classes.some((known) => known.id === id))
  if (strange !== undefined)
    throw new ConfigError('explain', [
      {
        place: '--class',
        problem: unknown(
          'class',
          strange,
          policy.classes.map(({ id }) => id),
        ),
      },
    ])
  return { group: group ?? groupOf(client!, policy), classes, ...(device === undefined ? {} : { device }) }
}

function groupOf(text: string, policy: Policy): string {
  const address = canonicalAddress(text)
  if (address === undefined)
    throw new ConfigError('explain', [
      { place: '--client', problem: `"${text}" is not an address; write it as 10.1.2.3` },
    ])
  const everywhere = ['0.0.0.0/0', '::/0'].map((cidr) => parseCidr(cidr)!)
  return identifier(everywhere, policy, [])(address)?.client.group ?? policy.unknown
}

function nameOf(text: string): Name {
  const read = readName(text)
  if ('name' in read) return read.name
  throw new ConfigError('explain', [{ place: 'NAME', problem: `"${text}" is not a domain name (${read.problem})` }])
}

function instantOf(text: string | undefined, zone: SchoolZone): number | undefined {
  try {
    return text === undefined ? undefined : zone.parse(text)
  } catch {
    throw new ConfigError('explain', [
      {
        place: '--at',
        problem: `"${text}" is not a time; write it as 2026-11-24T10:15, with +01:00 behind it if you like`,
      },
    ])
  }
}
