import { daySteps } from '../../reports/suppress.ts'
import type { Tally } from '../../storage/figure-store.ts'
import type { DateText } from '../../time/school-time.ts'
import type { Parts } from '../parts.ts'

type Place = Omit<Tally, 'device' | 'count'>

/** Says where a day's figures have what was tried; undefined where it was too little to be among them. */
export function placesOn({ storage }: Parts, date: DateText): (tally: Tally) => Place | undefined {
  const known = new Map<string, Place | undefined>()
  return ({ group, kind, subject }) => {
    const key = `${group}\n${kind}\n${subject}`
    if (!known.has(key)) {
      const places = daySteps.map((step) => ({ group, kind, subject, ...step }))
      known.set(
        key,
        places.find((place) => storage.figures.has(date, place)),
      )
    }
    return known.get(key)
  }
}
