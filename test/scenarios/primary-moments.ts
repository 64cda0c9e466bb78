/** The moments of a primary school at which something may change, the last second before and the first from there on, in their order. */
export type PrimaryMoment = (typeof outside | typeof inloop | typeof lessons | typeof breaks)[number]

export const outside = [
  'a second before the doors open',
  'when the last bell rings',
  'when school is out on Wednesday',
  'on a Saturday',
  'in the Christmas holiday',
  'on Ascension Day',
] as const
export const inloop = ['when the doors open', 'a second before the first bell'] as const
export const lessons = [
  'when the first bell rings',
  'a second before the break',
  'when the break is over',
  'when they begin to eat in class',
  'a second before they go out',
  'when they come back in',
  'a second before the last bell',
  'a second before school is out on Wednesday',
] as const
export const breaks = [
  'when the break begins',
  'a second before the break is over',
  'when they go out',
  'a second before they come back in',
] as const
export const schoolTime = [...inloop, ...lessons, ...breaks] as const

/** A moment of each kind. */
export const anyTime = [
  'when the doors open',
  'a second before the break',
  'when the break begins',
  'when the last bell rings',
  'on a Saturday',
] as const

/** Times of a school day, `08:30`. */
export interface PrimaryBells {
  readonly doors: string
  readonly first: string
  readonly break: readonly [from: string, to: string]
  /** From then on they eat in class; then they go out, until they come back in. */
  readonly eat: string
  readonly out: readonly [from: string, to: string]
  readonly last: string
  readonly wednesday: string
}

/** The moments of a school with these bells: on a Tuesday, unless a moment says otherwise. */
export function primaryMoments(bells: PrimaryBells): Readonly<Record<PrimaryMoment, string>> {
  const at = (bell: string) => `2026-11-24T${bell}:00`
  return {
    'a second before the doors open': before(at(bells.doors)),
    'when the doors open': at(bells.doors),
    'a second before the first bell': before(at(bells.first)),
    'when the first bell rings': at(bells.first),
    'a second before the break': before(at(bells.break[0])),
    'when the break begins': at(bells.break[0]),
    'a second before the break is over': before(at(bells.break[1])),
    'when the break is over': at(bells.break[1]),
    'when they begin to eat in class': at(bells.eat),
    'a second before they go out': before(at(bells.out[0])),
    'when they go out': at(bells.out[0]),
    'a second before they come back in': before(at(bells.out[1])),
    'when they come back in': at(bells.out[1]),
    'a second before the last bell': before(at(bells.last)),
    'when the last bell rings': at(bells.last),
    'a second before school is out on Wednesday': before(`2026-11-25T${bells.wednesday}:00`),
    'when school is out on Wednesday': `2026-11-25T${bells.wednesday}:00`,
    'on a Saturday': '2026-11-28T10:00:00',
    'in the Christmas holiday': '2026-12-22T10:00:00',
    'on Ascension Day': '2027-05-06T10:00:00',
  }
}

/** A second earlier on the same day. */
export function before(moment: string): string {
  const [date, time = ''] = moment.split('T')
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const second = hours * 3600 + minutes * 60 + seconds - 1
  const parts = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
  return `${date}T${parts.map((part) => String(part).padStart(2, '0')).join(':')}`
}
