import type { App, Person } from '../../src/app/app.ts'
import type { Dice } from './dice.ts'

/** A made-up device: its address is one of the loopback's, so that it can really ask. */
export interface DemoDevice {
  readonly id: string
  readonly address: string
  readonly group: string
  readonly classes: readonly string[]
}

/** Devices of one class: tablets of the school and pupils' own phones. */
const IN_CLASS = { pupils: 12, 'pupil-phones': 8 } as const
/** And those of others. */
const OTHERS = { staff: 15, 'staff-phones': 8, guests: 5 } as const
/** Devices that ask and that nobody has enrolled. */
const STRANGERS = 3

const words = {
  pupils: 'Chromebook',
  'pupil-phones': 'Telefoon',
  staff: 'Laptop',
  'staff-phones': 'Telefoon',
  guests: 'Gast',
}

/** Enrols the devices of a school, as far as its policy has groups for them. */
export async function addDevices({ devices, school }: App, by: Person): Promise<readonly DemoDevice[]> {
  const { groups, classes } = school.policy()
  const made: DemoDevice[] = []
  const add = async (group: keyof typeof words, label: string, inClasses: readonly string[]) => {
    if (!groups.some(({ id }) => id === group)) return
    const address = addressOf(made.length)
    const enrolled = await devices.enrol(by, { label, address, group, classes: inClasses })
    if (!enrolled.ok) throw new Error(`${label}: ${enrolled.problem}`)
    made.push({ id: enrolled.value.id, address, group, classes: inClasses })
  }
  for (const { id, name } of classes)
    for (const [group, count] of Object.entries(IN_CLASS) as ['pupils' | 'pupil-phones', number][])
      for (let i = 1; i <= count; i += 1)
        await add(group, `${words[group]} ${name}-${String(i).padStart(2, '0')}`, [id])
  for (const [group, count] of Object.entries(OTHERS) as ['staff' | 'staff-phones' | 'guests', number][])
    for (let i = 1; i <= count; i += 1) await add(group, `${words[group]} ${i}`, [])
  return made
}

/** Addresses that ask without being anybody's. */
export const strangers = (known: number): readonly string[] =>
  Array.from({ length: STRANGERS }, (_, i) => addressOf(known + i))

/** 127.1.0.1 and up: all of 127.0.0.0/8 is this machine. */
const addressOf = (i: number): string => `127.1.${Math.floor(i / 250)}.${(i % 250) + 1}`

/** Those who are in the building now: some come and go with the minutes. */
export const present = (devices: readonly DemoDevice[], minute: number, { next }: Dice): readonly DemoDevice[] =>
  devices.filter((_, i) => (i + minute) % 5 !== 0 && next() < 0.95)
