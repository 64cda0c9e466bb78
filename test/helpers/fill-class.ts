import type { App, Person } from '../../src/app/app.ts'
import { value } from './value.ts'

/** Enrols five more devices in a class: of fewer, nothing is shown of what they asked. `network`: their addresses begin with it. */
export async function fillClass(app: App, coordinator: Person, classId: string, network = '10.1.200'): Promise<void> {
  for (let host = 1; host <= 5; host += 1) {
    const device = { label: `${classId} ${host}`, address: `${network}.${host}`, group: 'pupils', classes: [classId] }
    value(await app.devices.enrol(coordinator, device))
  }
}
