import { aDashboard } from './a-dashboard.ts'

/** A school with a laptop and a phone in 3B, and a teacher of these classes who has signed in. */
export async function aTeacher(classes: readonly string[] = ['3b']) {
  const school = await aDashboard()
  const coordinator = await school.person(['coordinator'])
  const enrol = (label: string, address: string, group: string) =>
    school.app.devices.enrol(coordinator, { label, address, group, classes: ['3b'] })
  await enrol('Chromebook of Kim', '10.1.0.5', 'pupils')
  await enrol('Phone of Kim', '10.2.0.5', 'pupil-phones')
  return { ...school, coordinator, teacher: await school.signedIn(['teacher'], classes) }
}
