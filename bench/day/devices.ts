import type { Policy } from '../../src/policy/policy.ts'

/** What a device of the made-up school is used for; the names it likes go by this (`habits.ts`). `vpn`: a phone of a pupil who tries to go past the filter. */
export type Habit = 'school' | 'phone' | 'staff' | 'staff-phone' | 'care' | 'guest' | 'vpn'

/** A made-up device: its address is one of the loopback's, so that it can really ask. */
export interface DayDevice {
  readonly label: string
  readonly address: string
  /** Undefined: nobody has enrolled it. */
  readonly group: string | undefined
  readonly classes: readonly string[]
  readonly habit: Habit
}

/** Of a hundred devices so many are of each group; `class`: they are pupils', spread over the classes. */
const shares = [
  { group: 'pupils', label: 'Chromebook', habit: 'school', of: 42, class: true },
  { group: 'pupil-phones', label: 'Telefoon', habit: 'phone', of: 34, class: true },
  { group: 'staff', label: 'Laptop', habit: 'staff', of: 9, class: false },
  { group: 'staff-phones', label: 'Telefoon', habit: 'staff-phone', of: 7, class: false },
  { group: 'after-school', label: 'Tablet', habit: 'care', of: 4, class: false },
  { group: 'guests', label: 'Gast', habit: 'guest', of: 4, class: false },
] as const

/** Devices that ask and that nobody has enrolled. */
const STRANGERS = 3

/** The devices of a school of this policy: `count` of them enrolled, of each group that it has, and a few that nobody knows. */
export function dayDevices({ groups, classes }: Policy, count: number): readonly DayDevice[] {
  const has = shares.filter(({ group }) => groups.some(({ id }) => id === group))
  const parts = has.reduce((sum, { of }) => sum + of, 0)
  const devices: DayDevice[] = []
  for (const share of has) {
    const many = Math.max(1, Math.round((count * share.of) / parts))
    for (let i = 0; i < many && devices.length < count; i += 1) {
      const ofClass = share.class && classes.length > 0 ? classes[i % classes.length]! : undefined
      const number = ofClass === undefined ? i + 1 : Math.floor(i / classes.length) + 1
      devices.push({
        label: [share.label, ofClass?.name, String(number).padStart(2, '0')].filter(Boolean).join(' '),
        address: addressOf(devices.length),
        group: share.group,
        classes: ofClass === undefined ? [] : [ofClass.id],
        habit: share.habit === 'phone' && i === 4 ? 'vpn' : share.habit,
      })
    }
  }
  const strangers = Array.from({ length: STRANGERS }, (_, i) => addressOf(devices.length + i))
  return [
    ...devices,
    ...strangers.map((address) => ({ label: '', address, group: undefined, classes: [], habit: 'phone' as const })),
  ]
}

/** 127.1.0.1 and up: all of 127.0.0.0/8 is this machine. */
const addressOf = (i: number): string => `127.1.${Math.floor(i / 250)}.${(i % 250) + 1}`
