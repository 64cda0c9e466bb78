import type { Person } from '../../../src/app/app.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

/** The school with three phones of 3B (10.2.0.1 to 3), one of both classes (4), one of none (5), and a teacher of 3B. */
export async function withPhones(start?: string) {
  const school = await aSchool(start)
  const coordinator = await school.person(['coordinator'])
  const enrol = async (host: number, classes: readonly string[]) => {
    const address = `10.2.0.${host}`
    const device = { label: `Phone ${host}`, address, group: 'pupil-phones', classes }
    const made = value(await school.app.devices.enrol(coordinator, device))
    return made.id
  }
  const ids = [await enrol(1, ['3b']), await enrol(2, ['3b']), await enrol(3, ['3b'])]
  await enrol(4, ['3b', '4a'])
  await enrol(5, [])
  const teacher = await school.person(['teacher'], ['3b'])
  const ask = (host: number, what = 'wiki.example', reason?: string) =>
    school.app.requests.ask(`10.2.0.${host}`, what, reason)
  const waiting = async (person: Person = teacher) =>
    (await school.app.requests.waiting(person)).map((one) => [one.class?.id, one.key, one.devices])
  return { ...school, coordinator, teacher, ids, ask, waiting, enrol }
}
