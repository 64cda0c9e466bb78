import type { App, Person } from '../../src/app/app.ts'
import type { Dice } from '../day/dice.ts'
import type { Enrolled } from './school.ts'

/** Days back on which pupils asked for something. */
const ASKED = 21

/** What people did, at moments that are over: each through the product's own doors, with the clock set to that moment. */
export async function fillActs(
  app: App,
  people: ReadonlyMap<string, Person>,
  devices: readonly Enrolled[],
  setClock: (at: number) => void,
  now: number,
  dice: Dice,
): Promise<void> {
  const teachers = ['docent', 'docent2'].map((login) => people.get(login)!)
  const open = ['youtube', 'spotify', 'whatsapp', 'instagram', 'roblox']
  const { zone } = app
  const today = zone.at(now).date
  for (let back = 120; back >= 1; back -= 1) {
    const date = zone.plusDays(today, -back)
    const noon = zone.instantsOf(date, 720)[0]!
    if (['sat', 'sun'].includes(zone.at(noon).weekday)) continue
    setClock(zone.instantsOf(date, 540 + dice.below(300))[0]!)
    const teacher = dice.one(teachers)
    const end = dice.one([{ kind: 'lesson' }, { kind: 'minutes', minutes: 15 }, { kind: 'break' }] as const)
    await app.desk.give(teacher, dice.one(teacher.classes), { platform: dice.oftenFirst(open) }, end)
    if (back % 3 === 0) await app.parks.park(teacher, [dice.one(teacher.classes)], { kind: 'minutes', minutes: 20 })
    if (back <= ASKED) await askAndAnswer(app, teacher, devices, dice)
  }
  await directing(app, people, devices, setClock, now)
  setClock(now)
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

async function directing(
  app: App,
  people: ReadonlyMap<string, Person>,
  devices: readonly Enrolled[],
  setClock: (at: number) => void,
  now: number,
) {
  const director = people.get('directie')!
  const phones = devices.filter(({ group }) => group === 'pupil-phones')
  const phone = (i: number) => phones[i % phones.length]!.id
  const ago = (days: number) => setClock(now - days * 24 * 3600_000)
  ago(41)
  await app.exclusions.exclude(director, {
    device: phone(3),
    reason: 'Filmde in de kleedkamer',
    until: now - 34 * 24 * 3600_000,
  })
  ago(8)
  await app.measures.record(director, { device: phone(8) }, 'warning', {
    why: 'Bleef tijdens de les berichten sturen',
  })
  ago(1)
  await app.exclusions.exclude(director, {
    device: phone(5),
    reason: 'Dreigde een klasgenoot',
    until: now + 5 * 24 * 3600_000,
  })
}
