import { expect, it } from 'vitest'
import { aDashboard, password } from './a-dashboard.ts'

async function remembered(options: Parameters<typeof aDashboard>[0] = {}) {
  const school = await aDashboard(options)
  const teacher = await school.signedIn(['teacher'], ['3b'])
  const set = await teacher.post('/account/pin', { pin: '2580', again: '2580' })
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

it.each([[{ pin: '2580', again: '2581' }], [{ pin: '1234', again: '1234' }], [{ pin: 'abcd', again: 'abcd' }], [{}]])(
  'sets no PIN of %j',
  async (fields) => {
    const { signedIn } = await aDashboard()
    const teacher = await signedIn(['teacher'], ['3b'])
    const refused = await teacher.post('/account/pin', fields)
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
  const made = await school.app.passes.make(await school.person(['teacher'], ['3b']), ['3b'])
  if (!made.ok) throw new Error(made.problem)
  const substitute = school.visitor()
  await substitute.post(`/pas/${made.value.secret}`, { name: 'Els' })
  const page = await (await substitute.get('/account')).text()
  expect([page.includes('name="pin"'), page.includes('name="language"')]).toEqual([false, true])
  expect((await substitute.post('/account/pin', { pin: '2580', again: '2580' })).status).toBe(422)
  const own = { current: password, next: password, again: password }
  expect((await substitute.post('/account/password', own)).status).toBe(422)
  expect((await substitute.post('/passes', { class: '3b' })).status, 'a pass makes no pass').toBe(422)
})

it('has the choice of the weekly mail for a director, and for nobody else', async () => {
  const sent: string[] = []
  const post = { send: async ({ to }: { to: string }) => void sent.push(to) }
  const school = await aDashboard({ parts: () => ({ post }) })
  const [director, teacher] = [await school.signedIn(['director']), await school.signedIn(['teacher'], ['3b'])]
  const shown = async () => (await director.get('/account')).text()
  expect(await shown()).toContain('action="/account/mail"')
  expect((await director.post('/account/mail', { address: 'a@b.example' })).headers.get('location')).toBe(
    '/account?done=saved',
  )
  expect(await shown()).toContain('value="a@b.example"')
  expect((await director.post('/account/mail/try')).headers.get('location')).toBe('/account?done=mailed')
  expect(sent).toEqual(['a@b.example'])
  await director.post('/account/mail', { address: '' })
  expect(await shown()).not.toContain('a@b.example')
  expect((await director.post('/account/mail', { address: 'a@b.example\r\nBcc: x@y.example' })).status).toBe(422)
  expect(await (await director.get('/week')).text()).toContain('href="/account#mail-heading"')
  expect(await (await teacher.get('/account')).text()).not.toContain('/account/mail')
  expect((await teacher.post('/account/mail', { address: 'a@b.example' })).status).toBe(403)
})
