import type { DeviceView } from '../../src/app/app.ts'
import type { Fields } from './fields.ts'

/** Which devices are shown; part of the address, so that it can be kept and passed on. */
export interface DeviceFilter {
  readonly q: string
  readonly group: string
  readonly class: string
  readonly show: DeviceKind
}
export const deviceKinds = ['all', 'known', 'unknown', 'random', 'medical'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** Reads the filter; what is none of ours filters nothing. */
export function readDeviceFilter(fields: Fields): DeviceFilter {
  return {
    q: fields.text('q').slice(0, 100),
    group: fields.text('group'),
    class: fields.text('class'),
    show: deviceKinds.find((kind) => kind === fields.text('show')) ?? 'all',
  }
}

/** The filter as the query of an address; empty where it filters nothing. */
export function filterQuery({ q, group, class: classId, show }: DeviceFilter): string {
  const pairs = Object.entries({ q, group, class: classId, show: show === 'all' ? '' : show })
  const query = new URLSearchParams(pairs.filter(([, value]) => value !== '')).toString()
  return query === '' ? '' : `?${query}`
}

/** The devices that pass the filter; addresses and MACs match however they are written. */
export function filtered(devices: readonly DeviceView[], filter: DeviceFilter): readonly DeviceView[] {
  const wanted = filter.q.toLowerCase()
  const plain = wanted.replace(/[:.-]/g, '')
  return devices.filter(({ label, mac, addresses, group, classes, known, randomMac, medical }) => {
    const isFound =
      wanted === '' ||
      label.toLowerCase().includes(wanted) ||
      addresses.some((address) => address.includes(wanted)) ||
      (plain.length > 2 && (mac ?? '').replaceAll(':', '').includes(plain))
    const isKind = { all: true, known, unknown: !known, random: randomMac, medical: medical === true }[filter.show]
    const isOf =
      (filter.group === '' || group === filter.group) && (filter.class === '' || classes.includes(filter.class))
    return isFound && isKind && isOf
  })
}
