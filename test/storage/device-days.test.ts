import { expect, it, onTestFinished } from 'vitest'
import type { StoredDeviceDay } from '../../src/storage/device-day-store.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

async function aStore() {
  const storage = await openStorage(temporaryFolder())
  onTestFinished(() => storage.close())
  return storage.deviceDays
}

const noticed = (more: Partial<StoredDeviceDay> = {}): StoredDeviceDay => ({
  ...{ device: 'd1', day: '2026-11-24', group: 'pupils', over: 0, lastOver: undefined },
  ...{ sideDoor: false, onlyBootstrap: false, fellSilent: false, ...more },
})

it('gives back what was noticed, the newest day first', async () => {
  const store = await aStore()
  const days = [
    noticed({ day: '2026-11-25', over: 3, lastOver: 7 }),
    noticed({ sideDoor: true }),
    noticed({ device: 'd2', onlyBootstrap: true, fellSilent: true }),
  ]
  store.write('s1', days.toReversed())
  expect(await store.since('2026-11-24')).toEqual(days)
  expect(await store.since('2026-11-25')).toEqual(days.slice(0, 1))
  expect(await store.ofDevice('d2')).toEqual(days.slice(2))
})

it('a session says its total again and again; another one adds to what there was', async () => {
  const store = await aStore()
  for (const [session, over] of [
    ['s1', 5],
    ['s1', 8],
    ['s2', 1],
    ['s2', 2],
    ['s3', 10],
  ] as const)
    store.write(session, [noticed({ over, lastOver: over })])
  expect(await store.since('')).toEqual([noticed({ over: 8 + 2 + 10, lastOver: 10 })])
})

it('a sign stays for the day, but for "only bootstrap", which later questions take away', async () => {
  const store = await aStore()
  store.write('s1', [noticed({ sideDoor: true, onlyBootstrap: true, fellSilent: true, over: 1, lastOver: 9 })])
  store.write('s2', [noticed()])
  expect(await store.since('')).toEqual([noticed({ sideDoor: true, fellSilent: true, over: 1, lastOver: 9 })])
})

it('removes days before one, and a device with all of its days', async () => {
  const store = await aStore()
  const days = ['2026-11-26', '2026-11-25', '2026-11-24'].map((day) => noticed({ day, sideDoor: true }))
  store.write('s1', [...days, noticed({ device: 'd2' })])
  await store.removeBefore('2026-11-25')
  expect(await store.since('')).toEqual(days.slice(0, 2))
  await store.forgetDevice('d1')
  expect(await store.since('')).toEqual([])
})
