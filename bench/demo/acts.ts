import type { App, Person } from '../../src/app/app.ts'
import type { Dice } from '../day/dice.ts'
import { officePast } from './office-past.ts'
import type { Enrolled } from './school.ts'

/** Something that somebody did, and when. */
export interface Entry {
  readonly at: number
  act(): Promise<unknown>
}

/** Days back from which on there are lessons to see, and on which pupils asked for something. */
const TAUGHT = 120
const ASKED = 21

/** What people did, at moments that are over, in order of time: each through the product's own doors, with the clock set to that moment. */
export async function fillActs(
  app: App,
  people: ReadonlyMap<string, Person>,
  devices: readonly Enrolled[],
  setClock: (at: number) => void,
  now: number,
  dice: Dice,
): Promise<void> {
  const diary = [...lessons(app, people, devices, now, dice), ...officePast(app, people, devices, now)]
  for (const { at, act } of diary.sort((a, b) => a.at - b.at)) {
    setClock(at)
    await act()
  }
  setClock(now)
}

/** What teachers opened and parked, and what they said to pupils who asked. */
function lessons(
  app: App,
  people: ReadonlyMap<string, Person>,
  devices: readonly Enrolled[],
  now: number,
  dice: Dice,
): readonly Entry[] {
  const teachers = ['docent', 'docent2'].map((login) => people.get(login)!)
  const open = ['youtube', 'spotify', 'whatsapp', 'instagram', 'roblox']
  const { zone } = app
  const today = zone.at(now).date
  const entries: Entry[] = []
  for (let back = TAUGHT; back >= 1; back -= 1) {
    const date = zone.plusDays(today, -back)
    const noon = zone.instantsOf(date, 720)[0]!
    if (['sat', 'sun'].includes(zone.at(noon).weekday)) continue
    const at = zone.instantsOf(date, 540 + dice.below(300))[0]!
    const act = async () => {
      const teacher = dice.one(teachers)
      const end = dice.one([{ kind: 'lesson' }, { kind: 'minutes', minutes: 15 }, { kind: 'break' }] as const)
      await app.desk.give(teacher, dice.one(teacher.classes), { platform: dice.oftenFirst(open) }, end)
      if (back % 3 === 0) await app.parks.park(teacher, [dice.one(teacher.classes)], { kind: 'minutes', minutes: 20 })
      if (back <= ASKED) await askAndAnswer(app, teacher, devices, dice)
    }
    entries.push({ at, act })
  }
  return entries
}

/** Pupils of a class ask for something; the teacher says yes, or no. */
async function askAndAnswer(
  { requests }: App,
  teacher: Person,
  devices: readonly Enrolled[],
  dice: Dice,
): Promise<void> {
  const of = dice.one(teacher.classes)
  const what = dice.one(['spotify', 'instagram', 'youtube', 'roblox'])
  const asking = devices.filter(({ group, classes }) => group === 'pupils' && classes.includes(of)).slice(0, 6)
  for (const { address } of asking) await requests.ask(address, what, 'Voor mijn spreekbeurt')
  const which = { class: of, key: `platform:${what}` }
  if (dice.next() < 0.4) await requests.approve(teacher, which, 'class', { kind: 'lesson' })
  else await requests.refuse(teacher, which, 'Nu niet')
}
