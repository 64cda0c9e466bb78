import { expect, it } from 'vitest'
import { postBy } from '../../src/mail/post.ts'
import { aSchool } from '../app/a-school.ts'
import type { AMailServer } from '../helpers/a-mail-server.ts'
import { aFreePort, aMailServer } from '../helpers/a-mail-server.ts'
import { minutes } from '../helpers/moving-clock.ts'

const from = 'rooster@school.example'
const secret = 'Iemand heeft een account op mijn naam gemaakt.'
const toldAt = (address: string) => ({ address, kinds: ['reports'] }) as const

/** A school with a confidential counsellor and a director, and mail by this port. */
async function aSchoolWithMail(port: number) {
  const school = await aSchool('2026-11-24T09:00', undefined, { post: postBy({ host: '127.0.0.1', port, from }) })
  const [counsellor, director] = [await school.person(['confidential-counsellor']), await school.person(['director'])]
  const report = async (to: string) => {
    school.clock.advance(minutes(1))
    const sent = await school.app.letterbox.submit({ to, text: secret, name: 'Noor' }, '10.1.0.7')
    expect(sent.ok).toBe(true)
    school.clock.advance(minutes(10))
    await school.office.sendMail()
  }
  return { ...school, counsellor, director, report }
}

/** The mails that the server took, once there are so many: it prints them a moment after it took them. */
async function mails(server: AMailServer, count: number): Promise<readonly string[]> {
  await expect.poll(() => server.taken().length).toBe(count)
  return server.taken()
}

it('tells by mail that there is a report: whom it is for, once, and nothing that is in it', async () => {
  const server = await aMailServer()
  const { app, office, counsellor, report } = await aSchoolWithMail(server.port)
  await report('confidential-counsellor')
  expect(await app.mail.want(counsellor, toldAt('els@school.example'))).toEqual({ ok: true, value: undefined })
  await office.sendMail()
  expect(server.taken(), 'not of what was there before').toEqual([])
  await report('director')
  expect(server.taken(), 'not of what others read').toEqual([])
  await report('confidential-counsellor')
  await office.sendMail()
  const [mail] = await mails(server, 1)
  expect(mail).toContain('To: els@school.example')
  expect(mail).toContain('Subject: There is a report: De Voorbeeldschool')
  expect(mail).not.toMatch(/op mijn naam|Noor|counsellor|vertrouwen|10\.1\.0\.7|Content-Type: application/i)
  await report('confidential-counsellor')
  await mails(server, 2)
})

it('is silent about one that was read before the mail went', async () => {
  const server = await aMailServer()
  const { app, office, counsellor, clock } = await aSchoolWithMail(server.port)
  await app.mail.want(counsellor, toldAt('els@school.example'))
  clock.advance(minutes(1))
  await app.letterbox.submit({ to: 'confidential-counsellor', text: secret }, '10.1.0.7')
  const [head] = await app.letterbox.list(counsellor)
  await app.letterbox.read(counsellor, head!.id)
  await office.sendMail()
  expect(server.taken()).toEqual([])
})

it('tries again until the server takes it, and then tells once', async () => {
  const port = await aFreePort()
  const { app, office, counsellor, report } = await aSchoolWithMail(port)
  await app.mail.want(counsellor, toldAt('els@school.example'))
  await report('confidential-counsellor')
  const isTold = async () => (await app.health()).warnings.some(({ problem }) => problem === 'mail-failed')
  expect(await isTold()).toBe(true)
  const server = await aMailServer(port)
  await office.sendMail()
  await office.sendMail()
  await mails(server, 1)
  expect(await isTold()).toBe(false)
})

it('stops for who no longer has the role, and keeps what else they want', async () => {
  const server = await aMailServer()
  const { app, storage, counsellor, director, report } = await aSchoolWithMail(server.port)
  const both = { address: 'directie@school.example', kinds: ['overview', 'reports'] } as const
  await app.mail.want(director, both)
  expect(await app.mail.wishOf(director)).toEqual(both)
  await app.mail.want(counsellor, toldAt('els@school.example'))
  await storage.people.update(counsellor.id, { roles: ['first-responder'] })
  await storage.people.add({ ...counsellor, id: 'new', login: 'new', password: '', language: 'nl' }, 0)
  await report('confidential-counsellor')
  expect([server.taken(), await app.mail.wishOf(counsellor)]).toEqual([[], undefined])
  await report('director')
  await mails(server, 1)
  await app.mail.want(director, { ...both, kinds: [] })
  expect(await app.mail.wishOf(director)).toBe(undefined)
})

it('is chosen by who reads reports, on an account of their own', async () => {
  const { app, person, counsellor } = await aSchoolWithMail(1)
  const refused = { ok: false, problem: 'not-allowed' }
  expect(await app.mail.want(await person(['coordinator']), toldAt('a@b.example'))).toEqual(refused)
  expect(await app.mail.want(counsellor, { address: 'a@b.example', kinds: ['overview'] })).toEqual(refused)
  const teacher = await person(['teacher'], ['3b'])
  expect(await app.mail.want({ ...teacher, pass: 'p' }, toldAt('a@b.example'))).toEqual(refused)
  expect(await app.mail.want(teacher, toldAt('a@b.example\r\nBcc: c@d.example'))).toMatchObject({
    problem: 'bad-mail-address',
  })
  expect(app.mail.kindsFor(teacher)).toEqual(['reports'])
})
