import type { App, Person } from '../../src/app/app.ts'
import type { DemoDevice } from './devices.ts'
import type { Dice } from './dice.ts'

/** What people did, at moments that are over: each through the product's own doors, with the clock set to that moment. */
export async function fillActs(
  app: App,
  people: ReadonlyMap<string, Person>,
  devices: readonly DemoDevice[],
  setClock: (at: number) => void,
  now: number,
  dice: Dice,
): Promise<void> {
  const teachers = ['docent', 'docent2'].map((login) => people.get(login)!)
  const open = ['youtube', 'spotify', 'whatsapp', 'instagram', 'roblox']
  const { zone } = app
  const today = zone.at(now).date
  for (let back = 120; back >= 1; back -= 2) {
    const date = zone.plusDays(today, -back)
    const noon = zone.instantsOf(date, 720)[0]!
    if (['sat', 'sun'].includes(zone.at(noon).weekday)) continue
    setClock(zone.instantsOf(date, 540 + dice.below(300))[0]!)
    const teacher = dice.one(teachers)
    const end = dice.one([{ kind: 'lesson' }, { kind: 'minutes', minutes: 15 }, { kind: 'break' }] as const)
    await app.desk.give(teacher, dice.one(teacher.classes), { platform: dice.oftenFirst(open) }, end)
    if (back % 3 === 0) await app.parks.park(teacher, [dice.one(teacher.classes)], { kind: 'minutes', minutes: 20 })
  }
  await directing(app, people, devices, setClock, now)
  setClock(now)
  await rightNow(app, people, devices)
}

async function directing(
  app: App,
  people: ReadonlyMap<string, Person>,
  devices: readonly DemoDevice[],
  setClock: (at: number) => void,
  now: number,
) {
  const director = people.get('directie')!
  const phones = devices.filter(({ group }) => group === 'pupil-phones')
  const ago = (days: number) => setClock(now - days * 24 * 3600_000)
  ago(40)
  await app.exclusions.exclude(director, {
    device: phones[3]!.id,
    reason: 'Filmde in de kleedkamer',
    until: now - 33 * 24 * 3600_000,
  })
  ago(9)
  await app.measures.record(director, { device: phones[8]!.id }, 'warning', {
    why: 'Bleef tijdens de les berichten sturen',
  })
  ago(2)
  await app.exclusions.exclude(director, {
    device: phones[5]!.id,
    reason: 'Dreigde een klasgenoot',
    until: now + 5 * 24 * 3600_000,
  })
}

/** What holds and waits when the visitor comes. */
async function rightNow(app: App, people: ReadonlyMap<string, Person>, devices: readonly DemoDevice[]) {
  const [teacher, other] = [people.get('docent')!, people.get('docent2')!]
  await app.desk.give(teacher, teacher.classes[0]!, { platform: 'youtube' }, { kind: 'minutes', minutes: 240 })
  await app.desk.give(other, other.classes[0]!, { site: 'wikipedia.org' }, { kind: 'minutes', minutes: 480 })
  await app.parks.park(other, [other.classes.at(-1)!], { kind: 'minutes', minutes: 60 })
  const own = devices.filter(({ group, classes }) => group === 'pupils' && classes.includes(teacher.classes[0]!))
  for (const [i, what] of ['spotify', 'spotify', 'instagram'].entries())
    await app.requests.ask(own[i]!.address, what, 'Voor mijn spreekbeurt')
  await app.snags.note(teacher, teacher.classes[0]!, 'Op de site van de methode laadt het filmpje niet.')
}
