import type { Policy } from '../../src/policy/policy.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { DayDevice } from '../day/devices.ts'
import type { Act, Actor, ClassOf } from '../day/story.ts'
import { storyClasses } from '../day/story.ts'
import { password } from './people.ts'
import type { Visitor } from './visitor.ts'
import { visitor } from './visitor.ts'

/** Where the story is played. */
export interface Stage {
  readonly web: string
  readonly policy: Policy
  readonly zone: SchoolZone
  readonly now: () => number
  readonly devices: readonly DayDevice[]
  /** Address -> the id of an enrolled device. */
  readonly ids: ReadonlyMap<string, string>
  /** Lets the upstream fall silent, or speak again. */
  readonly outage: (begins: boolean) => void
}

/** Lets people of the made-up school do what the story says, each through the pages, signed in as themselves. Rejects where a page says no. */
export function player(stage: Stage): (act: Act) => Promise<void> {
  const { web, policy, zone, now, devices, ids } = stage
  const classes = storyClasses(policy)
  const people = new Map<Actor, Promise<Visitor>>()
  const as = (login: Actor) => {
    const known = people.get(login) ?? signedIn(web, login)
    people.set(login, known)
    return known
  }
  const page = (of: ClassOf) => `/now/${encodeURIComponent(classes[of].id)}`
  const inClass = (of: ClassOf, group: string) =>
    devices.filter((device) => device.group === group && device.classes.includes(classes[of].id))
  const phone = (i: number) => {
    const phones = devices.filter(({ group }) => group === 'pupil-phones')
    return ids.get((phones[i % phones.length] ?? devices[0]!).address)!
  }
  const wall = (at: number) => zone.format(at).slice(0, 16)
  const send = async (by: Actor, path: string, fields: Readonly<Record<string, string>>) =>
    (await as(by)).post(path, fields)

  return async (act) => {
    switch (act.kind) {
      case 'nothing':
        return
      case 'open':
        return await send(act.by, `${page(act.class)}/grants`, { platform: act.what, end: act.end })
      case 'close': {
        const html = await (await as(act.by)).get(page(act.class))
        const paths = [...html.matchAll(/action="(\/now\/[^"]+\/revoke)"/g)].map(([, path]) => path!)
        for (const path of new Set(paths)) await send(act.by, path, {})
        return
      }
      case 'park':
        return await send(act.by, `${page(act.class)}/park`, { end: '20' })
      case 'release':
        return await send(act.by, `${page(act.class)}/release`, {})
      case 'focus':
      case 'exam':
        return await send(act.by, `${page(act.class)}/focus`, {
          do: act.kind === 'exam' ? 'exam-anyway' : 'anyway',
          sites: 'wikipedia.org\nwikimedia.org',
          end: String(act.minutes),
          ...(act.kind === 'exam' ? { room: classes[act.class].id, name: 'Aardrijkskunde' } : {}),
        })
      case 'ask':
        for (const { address } of inClass(act.class, 'pupils').slice(0, act.devices))
          await visitor(web, address).post('/status/ask', { what: act.what, reason: 'Voor mijn spreekbeurt' })
        return
      case 'approve':
        return await send(act.by, `${page(act.class)}/requests/approve`, {
          key: `platform:${act.what}`,
          audience: 'class',
          end: 'lesson',
        })
      case 'refuse':
        return await send(act.by, `${page(act.class)}/requests/refuse`, {
          key: `platform:${act.what}`,
          word: 'Nu niet: straks, in de pauze.',
        })
      case 'note':
        return await send(act.by, `${page(act.class)}/snags`, { note: 'Het filmpje van de methode laadt niet.' })
      case 'report':
        return await visitor(web, inClass('annas', 'pupils')[0]?.address).post('/melden', {
          to: 'confidential-counsellor',
          text: 'In de groepsapp van de klas wordt iemand uitgescholden.',
        })
      case 'incident':
        return await send('directie', '/incidents', {
          device: phone(5),
          reason: 'Dreiging in een bericht; een ouder belde.',
          from: wall(now() - 2 * 24 * 3600_000),
          until: wall(now()),
        })
      case 'measure':
        return await send('directie', '/measures', {
          device: phone(5),
          kind: 'warning',
          why: 'Dreigde een klasgenoot.',
        })
      case 'exclude':
        return await send('directie', '/exclusions', {
          device: phone(9),
          reason: 'Filmde in de kleedkamer.',
          end: 'day',
        })
      case 'outage':
        return stage.outage(act.begins)
      default:
        act satisfies never
    }
  }
}

async function signedIn(web: string, login: Actor): Promise<Visitor> {
  const person = visitor(web)
  await person.post('/sign-in', { login, password, to: '/' })
  return person
}
