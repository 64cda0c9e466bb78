import type { App, Person } from '../../src/app/app.ts'
import { quietOffice } from '../../src/app/box/console.ts'
import { firstPolicy } from '../../src/app/policy/first-policy.ts'
import { onlyThis } from '../../src/lists/catalogue-shelf.ts'
import { decideIn } from '../../src/policy/decide.ts'
import type { Catalogue, Policy, Rule } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { schoolZone } from '../../src/time/school-time.ts'
import type { DayDevice } from '../day/devices.ts'
import { dice } from '../day/dice.ts'
import { fillActs } from './acts.ts'
import { addPeople } from './people.ts'
import { fillYear } from './year.ts'

/** A device of the day that was enrolled. */
export interface Enrolled {
  readonly id: string
  readonly address: string
  readonly group: string
  readonly classes: readonly string[]
}

/** What a made-up school is made of. */
export interface Made {
  readonly data: string
  readonly policy: Policy
  readonly catalogue: Catalogue
  readonly devices: readonly DayDevice[]
  /** The instant at which its day begins. */
  readonly now: number
  readonly language: 'nl' | 'en'
  readonly seed: number
  /** Whether there is a year behind it. */
  readonly past: boolean
}

const DAY = 24 * 3600_000

/** What the story opens, and what is often tried: closed to pupils in lessons, by the preset or else by the school's own rules. */
const closedInLessons = [
  'youtube',
  'spotify',
  'tiktok',
  'instagram',
  'snapchat',
  'discord',
  'twitch',
  'roblox',
  'netflix',
]

/** A preset's policy under a made-up name, and a few rules of the school's own where it leaves open to pupils what the day is about: many protocols are about phones or staff. */
export function demoPolicy(preset: string, catalogue: Catalogue): Policy {
  const policy = firstPolicy(preset, catalogue)
  const groups = ['pupils', 'pupil-phones'].filter((id) => policy.groups.some((group) => group.id === id))
  const own = closedInLessons
    .filter((id) => isOpenInLessons(policy, catalogue, id))
    .map((id): Rule => {
      const target = { kind: 'platform', id } as const
      return { id: `school-${id}`, groups, target, state: 'closed', when: ['inloop', 'lesson'], locked: false }
    })
  return { ...policy, school: { ...policy.school, name: 'Voorbeeldschool' }, rules: [...policy.rules, ...own] }
}

function isOpenInLessons(policy: Policy, catalogue: Catalogue, platform: string): boolean {
  const found = catalogue.platforms.find(({ id }) => id === platform)
  if (found === undefined) return false
  const asked = {
    ...{ policy, catalogue, categoriesOf: () => [], acts: noActs, client: { group: 'pupils', classes: [] } },
    ...{ name: found.names[0]!, at: 0, zone: schoolZone(policy.school.zone) },
  }
  return decideIn(asked, 'lesson').verdict.kind !== 'block'
}

/** Fills a data folder with the school, through the product's own doors. Returns the ids of its devices by address. */
export async function makeSchool(made: Made): Promise<ReadonlyMap<string, string>> {
  const { data, policy, catalogue, now, seed } = made
  const storage = await openStorage(data)
  let at = made.past ? now - 365 * DAY : now
  const { app } = await quietOffice({
    ...{ storage, clock: () => at, builtAt: 0 },
    ...{ catalogues: onlyThis(catalogue), firstPolicy: () => policy },
  })
  const people = await addPeople(app, made.language)
  const devices = await enrol(app, people.get('ict')!, made.devices)
  await app.setup.finish(people.get('ict')!)
  if (made.past) {
    const chance = dice(seed)
    const setClock = (moment: number) => {
      at = moment
    }
    await fillActs(app, people, devices, setClock, now, chance)
    // Those who are there every day; the neighbour table, by which the product sees it, has none of the loopback's.
    await storage.devices.seen(
      devices.map(({ id }) => id),
      now - 16 * 3600_000,
    )
    await fillYear({ storage, zone: app.zone, catalogue, devices, now, dice: chance })
    at = now - 18 * 3600_000
    await lookOnce(app, people.get('ict')!)
    await storage.jobs.ran('backup-made', now - 5 * 3600_000)
  }
  await storage.close()
  return new Map(devices.map(({ address, id }) => [address, id]))
}

/** Somebody looked whose device was behind something, and said why. */
async function lookOnce({ attempts, looks }: App, by: Person): Promise<void> {
  const [latest] = await attempts.recent(by, { limit: 1 })
  if (latest) await looks.behind(by, latest.id, 'Een leerling kon niet bij de toets.')
}

async function enrol({ devices }: App, by: Person, wished: readonly DayDevice[]): Promise<readonly Enrolled[]> {
  const made: Enrolled[] = []
  for (const { label, address, group, classes } of wished) {
    if (group === undefined) continue
    const enrolled = await devices.enrol(by, { label, address, group, classes })
    if (!enrolled.ok) throw new Error(`${label}: ${enrolled.problem}`)
    made.push({ id: enrolled.value.id, address, group, classes })
  }
  return made
}
