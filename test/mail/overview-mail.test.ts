import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { postBy } from '../../src/mail/post.ts'
import { aSchool } from '../app/a-school.ts'
import { aFreePort, aMailServer } from '../helpers/a-mail-server.ts'
import { hours, minutes } from '../helpers/moving-clock.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const from = 'rooster@school.example'
const overviewTo = (address: string) => ({ address, kinds: ['overview'] }) as const

it('mails the week that is over on Monday at seven, once, as words and as a PDF', async () => {
  const server = await aMailServer()
  const { app, office, person, clock } = await aSchool('2026-11-28T10:00', undefined, {
    post: postBy({ host: '127.0.0.1', port: server.port, from }),
  })
  const director = await person(['director'])
  expect(await app.mail.want(director, overviewTo('directie@school.example'))).toEqual({ ok: true, value: undefined })
  expect(await app.mail.wishOf(director)).toEqual(overviewTo('directie@school.example'))
  await office.sendMail()
  expect(server.taken(), 'not for a week that runs').toEqual([])
  clock.set('2026-11-30T06:59')
  await office.sendMail()
  expect(server.taken()).toEqual([])
  clock.advance(minutes(1))
  await office.sendMail()
  await office.sendMail()
  const [mail, ...more] = server.taken()
  expect(more).toEqual([])
  expect(mail).toContain('To: directie@school.example')
  expect(mail).toContain(`From: ${from}`)
  expect(mail).toContain('Subject: Overview De Voorbeeldschool')
  expect(mail).toContain('2026-11-23 to 2026-11-29')
  expect(mail).toContain('Content-Type: application/pdf; name=overview-2026-11-23.pdf')
  expect(mail).toContain(Buffer.from('%PDF-1.7').toString('base64').slice(0, 9))
  clock.set('2026-12-07T08:00')
  await office.sendMail()
  expect(server.taken().length).toBe(2)
})

it('tries again until the server takes it, and says meanwhile that it does not', async () => {
  const port = await aFreePort()
  const { app, office, person, clock } = await aSchool('2026-11-28T10:00', undefined, {
    post: postBy({ host: '127.0.0.1', port, from }),
  })
  const director = await person(['director'])
  await app.mail.want(director, overviewTo('directie@school.example'))
  clock.set('2026-11-30T07:00')
  await office.sendMail()
  const warnings = async () => (await app.health()).warnings.map(({ problem }) => problem)
  expect(await warnings()).toContain('mail-failed')
  expect(await app.mail.tryOut(director)).toMatchObject({ ok: false, problem: 'mail-failed' })
  const server = await aMailServer(port)
  clock.advance(hours(1))
  await office.sendMail()
  expect([server.taken().length, (await warnings()).includes('mail-failed')]).toEqual([1, false])
  expect(await app.mail.tryOut(director)).toEqual({ ok: true, value: undefined })
  expect(server.taken().length).toBe(2)
})

it('sends no password without TLS', async () => {
  const server = await aMailServer()
  const passwordFile = join(temporaryFolder(), 'password')
  writeFileSync(passwordFile, 'geheim\n')
  const post = postBy({ host: '127.0.0.1', port: server.port, from, user: 'rooster', passwordFile })
  await expect(post.send({ to: 'a@b.example', subject: 's', text: 't', files: [] })).rejects.toThrow()
  expect(server.taken()).toEqual([])
})

it('stops where somebody is no longer a director', async () => {
  const server = await aMailServer()
  const { app, office, person, clock, storage } = await aSchool('2026-11-28T10:00', undefined, {
    post: postBy({ host: '127.0.0.1', port: server.port, from }),
  })
  const director = await person(['director'])
  await app.mail.want(director, overviewTo('directie@school.example'))
  await storage.people.update(director.id, { roles: ['teacher'] })
  clock.set('2026-11-30T07:00')
  await office.sendMail()
  expect([server.taken(), await app.mail.wishOf(director)]).toEqual([[], undefined])
})

it.each([
  'geen adres',
  'a@b',
  'a@b.example, c@d.example',
  'Directie <a@b.example>',
  'a@b.example\r\nBcc: c@d.example',
  `${'a'.repeat(260)}@b.example`,
])('refuses %j as an address', async (address) => {
  const { app, person } = await aSchool('2026-11-28T10:00', undefined, {
    post: { send: () => Promise.reject(new Error('never')) },
  })
  expect(await app.mail.want(await person(['director']), overviewTo(address))).toMatchObject({
    problem: 'bad-mail-address',
  })
})

it('is for directors, and only where there is a mail server', async () => {
  const { app, person } = await aSchool()
  expect(await app.mail.want(await person(['teacher']), overviewTo('a@b.example'))).toEqual({
    ok: false,
    problem: 'not-allowed',
  })
  expect(await app.mail.want(await person(['director']), overviewTo('a@b.example'))).toEqual({
    ok: false,
    problem: 'no-mail',
  })
  expect(app.mail.isPossible).toBe(false)
})
