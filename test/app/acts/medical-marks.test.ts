import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStorage } from '../../../src/storage/storage.ts'
import { days, movingClock } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

const secret = 'glucosesensor, afspraak met de ouders'

/** A school in which a phone and a laptop of 3B are enrolled. */
async function aPhone() {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const enrol = async (label: string, address: string) => {
    const made = value(
      await school.app.devices.enrol(coordinator, { label, address, group: 'pupil-phones', classes: ['3b'] }),
    )
    return made.id
  }
  const phone = await enrol('Phone 7', '10.2.0.7')
  return { ...school, coordinator, phone, other: await enrol('Phone 8', '10.2.0.8') }
}

/** The devices that the resolver was last told to be exempt. */
function exempt({ told }: Pick<ASchool, 'told'>): readonly string[] {
  const last = told.findLast((message) => message.kind === 'devices')
  return (last?.devices ?? []).filter((device) => device.exempt).map(({ device }) => device)
}

describe('a medical mark', () => {
  it('is at the resolver when it is set, and gone when it is taken off', async () => {
    const { app, told, coordinator, phone } = await aPhone()
    expect(exempt({ told })).toEqual([])
    expect(await app.medical.mark(coordinator, phone, { reason: secret })).toEqual({ ok: true, value: undefined })
    expect(exempt({ told })).toEqual([phone])
    expect(await app.medical.unmark(coordinator, phone)).toEqual({ ok: true, value: undefined })
    expect(exempt({ told })).toEqual([])
    expect(await app.medical.read(coordinator, phone)).toEqual({ ok: true, value: undefined })
  })

  it('opens what closes everything, and the pages say so', async () => {
    const { app, coordinator, phone, other, clock } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret })
    const explained = (device: string) =>
      app.why.explain({ name: 'sensor.example' as never, group: 'pupil-phones', classes: ['3b'], device, at: clock() })
    expect([explained(phone).verdict, explained(other).verdict]).toEqual(['pass', 'block'])
    const closed = async (address: string) => (await app.why.statusFor(address)).closed.map(({ name }) => name.en)
    expect(await closed('10.2.0.8')).toContain('everything')
    expect(await closed('10.2.0.7')).not.toContain('everything')
  })

  it('lasts through its last day, and is over at midnight', async () => {
    const { app, office, told, clock, coordinator, phone } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret, lastDay: '2026-11-25' })
    clock.set('2026-11-25T23:59:59')
    await office.syncNeighbours()
    expect(exempt({ told })).toEqual([phone])
    clock.set('2026-11-26T00:00:00')
    await office.syncNeighbours()
    expect(exempt({ told })).toEqual([])
    expect(await app.medical.read(coordinator, phone)).toEqual({ ok: true, value: undefined })
  })

  it('is a fact of the device, not of its place: it goes along to another address', async () => {
    const { app, told, coordinator, phone } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret })
    const change = { label: 'Phone 7', address: '10.2.0.99', group: 'pupil-phones', classes: [] }
    expect(await app.devices.change(coordinator, phone, change)).toMatchObject({ value: { medical: true } })
    expect(exempt({ told })).toEqual([phone])
  })

  it('stands after a restart', async () => {
    const { app, told, coordinator, phone, restart } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret })
    const again = await restart()
    await again.publish()
    expect(exempt({ told })).toEqual([phone])
    expect(await again.app.medical.read(coordinator, phone)).toMatchObject({ value: { reason: secret } })
  })

  it('may be set anew, with another reason and another end', async () => {
    const { app, coordinator, phone } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: 'an older reason' })
    await app.medical.mark(coordinator, phone, { reason: secret, lastDay: '2026-12-24' })
    expect(await app.medical.read(coordinator, phone)).toMatchObject({
      value: { reason: secret, by: coordinator.name, until: movingClock('2026-12-25T00:00')() },
    })
  })
})

describe('the reason of a medical mark', () => {
  it('is in no list of devices, no audit entry and nothing that the resolver is told', async () => {
    const { app, storage, told, coordinator, phone } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret })
    await app.medical.read(coordinator, phone)
    await app.medical.unmark(coordinator, phone)
    await app.medical.mark(coordinator, phone, { reason: secret })
    const devices = await app.devices.devices(coordinator)
    expect(devices.map(({ medical }) => medical)).toContain(true)
    const audit = await storage.audit.recent(100)
    expect(audit.slice(0, 4).map(({ action, subject }) => [action, subject])).toEqual([
      ['medical-mark-set', phone],
      ['medical-mark-taken-off', phone],
      ['medical-mark-read', phone],
      ['medical-mark-set', phone],
    ])
    expect(JSON.stringify([devices, audit, told])).not.toContain('glucose')
  })

  it('is given out to who may ask for all that is kept of the device', async () => {
    const { app, coordinator, phone } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret })
    expect(await app.looks.dataOf(coordinator, phone, 'asked by the parents')).toMatchObject({
      value: { medicalMark: { reason: secret } },
    })
  })

  it('is gone from the disk with the device', async () => {
    const { app, storage, data, coordinator, phone } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret })
    await app.devices.erase(coordinator, phone)
    expect(await storage.medicalMarks.all()).toEqual([])
    await storage.close()
    // Once more, so that the journal is written back into the file.
    await (await openStorage(data)).close()
    expect(readFileSync(join(data, 'office.db')).includes('glucosesensor')).toBe(false)
  })

  it('is gone when the mark is over and old things are cleared out', async () => {
    const { app, office, storage, clock, coordinator, phone, other } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret, lastDay: '2026-11-25' })
    await app.medical.mark(coordinator, other, { reason: secret })
    clock.advance(days(2))
    await office.forgetUnknownDevices(clock())
    expect((await storage.medicalMarks.all()).map(({ device }) => device)).toEqual([other])
  })
})

describe('a medical mark is refused', () => {
  it.each([
    ['to a teacher of the class', ['teacher'], {}, 'not-allowed'],
    ['to the data-protection officer', ['officer'], {}, 'not-allowed'],
    ['to somebody without a role', [], {}, 'not-allowed'],
    ['without a reason', ['director'], { reason: '    ' }, 'reason-missing'],
    ['with a letter as reason', ['director'], { reason: 'x' }, 'reason-missing'],
    ['with a book as reason', ['director'], { reason: 'x'.repeat(5000) }, 'reason-missing'],
    ['until yesterday', ['director'], { lastDay: '2026-11-23' }, 'bad-date'],
    ['until no date', ['director'], { lastDay: '2026-02-30' }, 'bad-date'],
    ['until something else', ['director'], { lastDay: '24-11-2026' }, 'bad-date'],
    ['until the end of time', ['director'], { lastDay: '9999-12-31' }, 'bad-date'],
    ['through today: it is given', ['director'], { lastDay: '2026-11-24' }, undefined],
    ['to a coordinator: it is given', ['coordinator'], {}, undefined],
  ] as const)('%s', async (_, roles, change, problem) => {
    const { app, told, person, phone } = await aPhone()
    const marked = await app.medical.mark(await person(roles, ['3b']), phone, { reason: secret, ...change })
    expect(marked.ok ? undefined : marked.problem).toBe(problem)
    expect(exempt({ told })).toEqual(problem === undefined ? [phone] : [])
  })

  it('for a device that is not there, or that nobody enrolled', async () => {
    const { app, office, coordinator } = await aPhone()
    await office.receive({ kind: 'seen', addresses: ['10.2.0.44'] })
    const stranger = (await app.devices.devices(coordinator)).find(({ known }) => !known)!
    for (const id of ['nothing', stranger.id, "' or 1=1 --"]) {
      const asked = [
        await app.medical.mark(coordinator, id, { reason: secret }),
        await app.medical.unmark(coordinator, id),
        await app.medical.read(coordinator, id),
      ]
      expect(asked.map((one) => (one.ok ? undefined : one.problem))).toEqual(Array(3).fill('unknown-device'))
    }
  })

  it('to be read by a teacher, and nothing is recorded of it', async () => {
    const { app, storage, person, coordinator, phone } = await aPhone()
    await app.medical.mark(coordinator, phone, { reason: secret })
    const before = (await storage.audit.recent(100)).length
    const teacher = await person(['teacher'], ['3b'])
    expect(await app.medical.read(teacher, phone)).toMatchObject({ problem: 'not-allowed' })
    expect(await app.medical.unmark(teacher, phone)).toMatchObject({ problem: 'not-allowed' })
    expect((await storage.audit.recent(100)).length).toBe(before)
  })
})
