import { expect, it } from 'vitest'
import type { Person } from '../../../src/app/app.ts'
import type { Invitee, MadeInvitation } from '../../../src/app/people/inviting.ts'
import { days } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

const noor: Invitee = { name: 'Noor', roles: ['teacher'], classes: ['3b'], language: 'nl' }
const typed = { login: 'noor', password: 'een lang wachtwoord' }

async function invited(
  people: readonly Invitee[] = [noor],
): Promise<{ school: ASchool; by: Person; made: readonly MadeInvitation[] }> {
  const school = await aSchool()
  const by = await school.person(['coordinator'])
  const made = value(await school.app.invitations.invite(by, people))
  return { school, by, made: made }
}

it('lets the invited choose login and password, once', async () => {
  const { school, made } = await invited()
  const { invitations, accounts } = school.app
  expect(await invitations.behind(made[0]!.secret)).toEqual({ kind: 'account', name: 'Noor', language: 'nl' })
  expect(await invitations.accept(made[0]!.secret, typed)).toMatchObject({
    value: { login: 'noor', name: 'Noor', roles: ['teacher'], classes: ['3b'] },
  })
  expect((await accounts.signIn('noor', typed.password, 'x')).ok).toBe(true)
  expect(await invitations.behind(made[0]!.secret)).toBeUndefined()
  expect(await invitations.accept(made[0]!.secret, { ...typed, login: 'other' })).toMatchObject({
    problem: 'link-invalid',
  })
})

it('keeps no secret, only its hash', async () => {
  const { school, made } = await invited()
  expect(JSON.stringify(await school.storage.invitations.open(0))).not.toContain(made[0]!.secret)
})

it.each([
  ['a login that somebody has', { login: 'person1', password: typed.password }, 'login-taken'],
  ['a login that is none', { login: 'x y', password: typed.password }, 'login-bad'],
  ['a short password', { login: 'noor', password: 'kort' }, 'password-short'],
])('refuses %s and leaves the link as it was', async (_, given, problem) => {
  const { school, made } = await invited()
  expect(await school.app.invitations.accept(made[0]!.secret, given)).toMatchObject({ problem })
  expect((await school.app.invitations.accept(made[0]!.secret, typed)).ok).toBe(true)
})

it.each([
  [days(14) - 1000, true],
  [days(14), false],
])('works for fourteen days: after %d ms %s', async (after, works) => {
  const { school, made } = await invited()
  school.clock.advance(after)
  expect((await school.app.invitations.behind(made[0]!.secret)) !== undefined).toBe(works)
})

it('resets a password by a link on paper, ends the sessions and the PINs, and only the newest link works', async () => {
  const { school, by, made } = await invited()
  const { invitations, accounts } = school.app
  const account = await invitations.accept(made[0]!.secret, typed)
  const id = account.ok ? account.value.id : ''
  const entered = await accounts.signIn('noor', typed.password, 'x')
  const pin = await school.app.pins.set(
    await accounts.people().then((all) => all.find((one) => one.id === id)!),
    '2580',
  )
  const [first, second] = [await invitations.reset(by, id), await invitations.reset(by, id)]
  expect(await invitations.behind(first.ok ? first.value.secret : '')).toBeUndefined()
  const { secret } = second.ok ? second.value : { secret: '' }
  expect(await invitations.behind(secret)).toMatchObject({ kind: 'password', login: 'noor' })
  expect((await accounts.signIn('noor', typed.password, 'x')).ok).toBe(true)
  expect((await invitations.accept(secret, { login: 'ignored', password: 'een heel nieuw woord' })).ok).toBe(true)
  expect(await accounts.personOf(entered.ok ? entered.value.session : '')).toBeUndefined()
  expect(pin.ok && (await school.app.pins.enter(pin.value.secret, '2580'))).toMatchObject({ problem: 'pin-gone' })
  expect((await accounts.signIn('noor', 'een heel nieuw woord', 'x')).ok).toBe(true)
})

it('is the coordinator’s alone, and withdrawn when it is not to be used', async () => {
  const { school, by, made } = await invited()
  const { invitations } = school.app
  const teacher = await school.person(['teacher'])
  expect(await invitations.invite(teacher, [noor])).toMatchObject({ problem: 'not-allowed' })
  expect(await invitations.reset(teacher, by.id)).toMatchObject({ problem: 'not-allowed' })
  expect(await invitations.open(teacher)).toEqual([])
  expect(await invitations.readPeople(teacher, 'naam\nA')).toMatchObject({ problem: 'not-allowed' })
  expect(await invitations.withdraw(by, made[0]!.invitation.id)).toMatchObject({ ok: true })
  expect(await invitations.behind(made[0]!.secret)).toBeUndefined()
})

it.each([
  ['nobody', [], 'name-missing'],
  ['a class that is not there', [{ ...noor, classes: ['9z'] }], 'unknown-class'],
  ['no role', [{ ...noor, roles: [] }], 'no-role'],
  ['more people than a school has', Array.from({ length: 501 }, () => noor), 'too-many-people'],
])('refuses to invite %s', async (_, people, problem) => {
  const school = await aSchool()
  const by = await school.person(['coordinator'])
  expect(await school.app.invitations.invite(by, people as readonly Invitee[])).toMatchObject({ problem })
})

it('reads a file of people and names each line that is wrong', async () => {
  const { school, by } = await invited()
  const csv = [
    '\uFEFFNaam;Rollen;Klassen;Taal',
    'Anna;leerkracht;3B|4A;',
    '"Bakker, Jan";docent, mentor;;engels',
    'Noor;docent;;',
    'Anna;docent;;',
    'Kees;keizer;;',
    'Lies;docent;9Z;',
    ';docent;;',
    '',
  ].join('\r\n')
  const read = await school.app.invitations.readPeople(by, csv)
  expect(
    read.ok && read.value.map((line) => (line.ok ? [line.line, line.invitee] : [line.line, line.problem, line.detail])),
  ).toEqual([
    [2, { name: 'Anna', roles: ['teacher'], classes: ['3b', '4a'], language: 'nl' }],
    [3, { name: 'Bakker, Jan', roles: ['teacher', 'mentor'], classes: [], language: 'en' }],
    [4, 'invited-already', 'Noor'],
    [5, 'name-twice', 'Anna'],
    [6, 'unknown-role', 'keizer'],
    [7, 'unknown-class', '9Z'],
    [8, 'name-missing', ''],
  ])
})
