import type { DeviceChange } from '../../src/app/app.ts'
import type { Fields } from './fields.ts'

/** Reads the form of a device. */
export function readDevice(fields: Fields): DeviceChange {
  const [mac, address] = [fields.optional('mac'), fields.optional('address')]
  return {
    label: fields.text('label'),
    group: fields.text('group'),
    classes: fields.all('class'),
    ...(mac && { mac }),
    ...(address && { address }),
  }
}
