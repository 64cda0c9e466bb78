import { expect, it } from 'vitest'
import { value } from '../helpers/value.ts'
import { aDashboard, password } from './a-dashboard.ts'

async function remembered(options: Parameters<typeof aDashboard>[0] = {}) {
  const school = await aDashboard(options)
  const teacher = await school.signedIn(['teacher'], ['3b'])
  const set = await teacher.post('/account/pin', { current: password, pin: '2580', again: '2580' })
  const session = options.secure ? '__Host-rooster' : 'rooster'
  return { ...school, teacher, set, session }
}

it('remembers a person on a device, and lets them in with the PIN, to where they were going', async () => {
  const { teacher, set, session } = await remembered()
  expect(set.headers.get('location')).toBe('/account?done=pinSet')
  expect(set.headers.getSetCookie().join()).toMatch(/rooster-device=[\w-]+;.*HttpOnly; SameSite=Strict/)
  teacher.cookies.delete(session)
  expect((await teacher.get('/now/3b')).headers.get('location')).toBe('/sign-in?to=%2Fnow%2F3b')
  const page = await (await teacher.get('/sign-in?to=%2Fnow%2F3b')).text()
  expect(page).toMatch(/Hal?lo .*Person 1[\s\S]*data-digits="4"/)
  const entered = await teacher.post('/pin', { pin: '2580', to: '/now/3b' })
  expect(entered.headers.get('location')).toBe('/now/3b')
  expect((await teacher.get('/now/3b')).status).toBe(200)
})

it('keeps the cookie to our own host over TLS', async () => {
  const { set } = await remembered({ secure: true })
  expect(set.headers.getSetCookie().join()).toMatch(/__Host-rooster-device=[\w-]+;.*Secure/)
})

it('forgets after five wrong PINs and asks for the password', async () => {
  const { teacher, session } = await remembered()
  teacher.cookies.delete(session)
  for (let i = 0; i < 4; i += 1) {
    const wrong = await teacher.post('/pin', { pin: '1111' })
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('data-digits')])
  }
  const last = await teacher.post('/pin', { pin: '1111' })
  expect([last.status, await last.text()]).toEqual([422, expect.stringMatching(/name="password"/)])
  expect(await (await teacher.get('/sign-in')).text()).toContain('name="password"')
})

it('shows the password form to who asks for it, and forgets on request', async () => {
  const { teacher, session } = await remembered()
  teacher.cookies.delete(session)
  expect(await (await teacher.get('/sign-in?password')).text()).toContain('name="password"')
  expect(await (await teacher.get('/sign-in')).text()).toContain('name="pin"')
  await teacher.post('/pin/forget')
  expect(await (await teacher.get('/sign-in')).text()).toContain('name="password"')
})

it('never leads elsewhere after a PIN', async () => {
  const { teacher, session } = await remembered()
  teacher.cookies.delete(session)
  expect((await teacher.post('/pin', { pin: '2580', to: 'https://evil.example' })).headers.get('location')).toBe('/')
})

it('sets a PIN only for who knows the password: whoever finds a device signed in must not keep the account', async () => {
  const { signedIn, app } = await aDashboard()
  const teacher = await signedIn(['teacher'], ['3b'])
  const pin = { pin: '2580', again: '2580' }
  for (const typed of [{}, { current: '' }, { current: 'geraden wachtwoord' }]) {
    const refused = await teacher.post('/account/pin', { ...typed, ...pin })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('not your current password')])
  }
  const [person] = await app.accounts.people()
  expect([teacher.cookies.has('rooster-device'), await app.pins.devices(person!)]).toEqual([false, []])
  // It counts as signing in does: nobody tries passwords here.
  for (let i = 0; i < 5; i += 1) await teacher.post('/account/pin', { current: `geraden ${i}`, ...pin })
  const tired = await teacher.post('/account/pin', { current: 'geraden', ...pin })
  expect(await tired.text()).toContain('Too many wrong passwords')
})

it.each([[{ pin: '2580', again: '2581' }], [{ pin: '1234', again: '1234' }], [{ pin: 'abcd', again: 'abcd' }], [{}]])(
  'sets no PIN of %j',
  async (fields) => {
    const { signedIn } = await aDashboard()
    const teacher = await signedIn(['teacher'], ['3b'])
    const refused = await teacher.post('/account/pin', { current: password, ...fields })
    expect([refused.status, teacher.cookies.has('rooster-device')]).toEqual([422, false])
  },
)

it('lets one of the own devices forget', async () => {
  const { teacher } = await remembered()
  const page = await (await teacher.get('/account')).text()
  const forget = /\/account\/devices\/[\w-]+\/forget/.exec(page)?.[0] ?? ''
  expect((await teacher.post(forget)).headers.get('location')).toBe('/account?done=pinForgotten')
  expect((await teacher.post(forget)).status).toBe(422)
})

it('changes the own password for who knows the current one, and signs other devices out', async () => {
  const { app, signedIn, visitor } = await aDashboard()
  const teacher = await signedIn(['teacher'], ['3b'])
  const { login } = (await app.accounts.people())[0]!
  const other = visitor()
  await other.post('/sign-in', { login, password })
  const next = 'een ander lang wachtwoord'
  const change = (fields: Record<string, string>) => teacher.post('/account/password', fields)
  expect((await change({ current: 'fout', next, again: next })).status).toBe(422)
  expect((await change({ current: password, next, again: `${next}!` })).status).toBe(422)
  expect((await change({ current: password, next: 'kort', again: 'kort' })).status).toBe(422)
  expect((await teacher.get('/account')).status, 'nothing has happened yet').toBe(200)
  const changed = await change({ current: password, next, again: next })
  expect(changed.headers.get('location')).toBe('/account?done=ownPassword')
  expect((await teacher.get('/account')).status).toBe(200)
  expect((await other.get('/account')).status).toBe(303)
})

it('has for who came in on a day pass only a language', async () => {
  const school = await aDashboard()
  const made = value(await school.app.passes.make(await school.person(['teacher'], ['3b']), ['3b']))
  const substitute = school.visitor()
  await substitute.post(`/pas/${made.secret}`, { name: 'Els' })
  const page = await (await substitute.get('/account')).text()
  expect([page.includes('name="pin"'), page.includes('name="language"')]).toEqual([false, true])
  expect((await substitute.post('/account/pin', { pin: '2580', again: '2580' })).status).toBe(422)
  const own = { current: password, next: password, again: password }
  expect((await substitute.post('/account/password', own)).status).toBe(422)
  expect((await substitute.post('/passes', { class: '3b' })).status, 'a pass makes no pass').toBe(422)
})

it('has the choice of mail for who can have some: the week for a director, word of reports for who reads them', async () => {
  const sent: string[] = []
  const post = { send: async ({ to, subject }: { to: string; subject: string }) => void sent.push(`${to}: ${subject}`) }
  const school = await aDashboard({ parts: () => ({ post }) })
  const [director, teacher] = [await school.signedIn(['director']), await school.signedIn(['teacher'], ['3b'])]
  const shown = async () => (await director.get('/account')).text()
  const both = { kind: ['overview', 'reports'], address: 'a@b.example' }
  expect(await shown()).toContain('action="/account/mail"')
  expect((await director.post('/account/mail', both)).headers.get('location')).toBe('/account?done=saved')
  expect(await shown()).toContain('value="a@b.example"')
  expect((await director.post('/account/mail/try')).headers.get('location')).toBe('/account?done=mailed')
  expect(sent).toEqual([
    expect.stringMatching(/^a@b.example: .*De Voorbeeldschool/),
    'a@b.example: There is a report: De Voorbeeldschool',
  ])
  await director.post('/account/mail', { ...both, address: '' })
  expect(await shown()).not.toContain('a@b.example')
  const hostile = { ...both, address: 'a@b.example\r\nBcc: x@y.example' }
  expect((await director.post('/account/mail', hostile)).status).toBe(422)
  expect(await (await director.get('/week')).text()).toContain('href="/account#mail-heading"')
  const theirs = await (await teacher.get('/account')).text()
  expect([theirs.includes('value="reports"'), theirs.includes('value="overview"')]).toEqual([true, false])
  expect((await teacher.post('/account/mail', both)).status).toBe(422)
  expect((await teacher.post('/account/mail', { ...both, kind: 'reports' })).status).toBe(303)
  const coordinator = await school.signedIn(['coordinator'])
  expect(await (await coordinator.get('/account')).text()).not.toContain('/account/mail')
  expect((await coordinator.post('/account/mail', both)).status).toBe(403)
})
