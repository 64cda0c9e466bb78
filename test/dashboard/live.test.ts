import { expect, it } from 'vitest'
import type { Person } from '../../src/app/app.ts'
import { batchOf } from '../app/a-school.ts'
import { hours } from '../helpers/moving-clock.ts'
import { type ADashboard, aDashboard } from './a-dashboard.ts'

const clips = (school: ADashboard, at: number, row: number, name = 'www.clips.example') =>
  school.office.receive({ kind: 'attempts', batch: batchOf([{ from: '10.1.0.1', name, at, row }]) })

/** What has come in over a stream, as text, until it holds `awaited`. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, awaited: string): Promise<string> {
  const decoder = new TextDecoder()
  for (let text = ''; ; ) {
    const { value, done } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
    if (text.includes(awaited)) return text
  }
}

async function follow(school: ADashboard, path: string, headers: Record<string, string> = {}) {
  const response = await (await school.signedIn(['coordinator'])).get(path, headers)
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
  return { response, reader }
}

it('streams what is blocked as rows, with an id to go on from', async () => {
  const school = await aDashboard()
  const { response, reader } = await follow(school, '/attempts/live')
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  await clips(school, school.clock(), 1)
  const text = await readUntil(reader, '\n\n')
  expect(text).toMatch(/^event: attempts\ndata: <li id="attempt-\d+" class="attempt"/)
  expect(text).toContain(`id: ${school.clock()}`)
  await reader.cancel()
})

it('catches up on what came in while the connection was gone', async () => {
  const school = await aDashboard()
  const at = school.clock()
  await clips(school, at - 2000, 1, 'seen.example')
  await clips(school, at - 1000, 2, 'missed.example')
  const { reader } = await follow(school, '/attempts/live', { 'last-event-id': String(at - 2000) })
  const text = await readUntil(reader, '\n\n')
  expect([text.includes('missed.example'), text.includes('seen.example')]).toEqual([true, false])
  await reader.cancel()
})

it('keeps to the filter in the address', async () => {
  const school = await aDashboard()
  const { reader } = await follow(school, '/attempts/live?name=wanted')
  await clips(school, school.clock(), 1, 'other.example')
  await clips(school, school.clock(), 2, 'wanted.example')
  expect(await readUntil(reader, '\n\n')).not.toContain('other.example')
  await reader.cancel()
})

it('follows no more once the browser has left', async () => {
  const school = await aDashboard()
  let following = 0
  const { follow: original } = school.app.attempts
  Object.assign(school.app.attempts, {
    follow: (...args: Parameters<typeof original>) => {
      following += 1
      const stop = original(...args)
      return () => {
        following -= 1
        stop()
      }
    },
  })
  const { reader } = await follow(school, '/attempts/live')
  await expect.poll(() => following).toBe(1)
  await reader.cancel()
  await expect.poll(() => following).toBe(0)
})

/** Somebody who is signed in, with what a coordinator can do about it. */
async function aFollower(school: ADashboard) {
  const browser = await school.signedIn(['coordinator'])
  const [person] = await school.app.accounts.people()
  const session = browser.cookies.get('rooster') ?? ''
  return { browser, person: person!, session, by: await school.person(['coordinator']) }
}

const readerOf = (response: Response) => response.body!.getReader() as ReadableStreamDefaultReader<Uint8Array>

it.each([
  ['signed out', (school: ADashboard, { session }: { session: string }) => school.app.accounts.signOut(session)],
  [
    'removed',
    (school: ADashboard, { by, person }: { by: Person; person: Person }) => school.app.accounts.remove(by, person.id),
  ],
  [
    'given other roles',
    (school: ADashboard, { by, person }: { by: Person; person: Person }) =>
      school.app.accounts.update(by, person.id, { name: person.name, roles: ['director'], classes: [] }),
  ],
  [
    'given other classes',
    (school: ADashboard, { by, person }: { by: Person; person: Person }) =>
      school.app.accounts.update(by, person.id, { name: person.name, roles: person.roles, classes: ['3b'] }),
  ],
] as const)('ends the stream of who was %s, even while something comes in all the time', async (_, happens) => {
  const school = await aDashboard()
  const follower = await aFollower(school)
  const reader = readerOf(await follower.browser.get('/attempts/live'))
  await clips(school, school.clock(), 1, 'first.example')
  await readUntil(reader, 'first.example')
  await happens(school, follower)
  school.clock.advance(20_000)
  await clips(school, school.clock(), 2, 'second.example')
  expect(await readUntil(reader, 'never')).not.toContain('second.example')
})

it('goes on for who is still there, and does not take following for use', async () => {
  const school = await aDashboard()
  const { browser, session } = await aFollower(school)
  const reader = readerOf(await browser.get('/attempts/live'))
  for (let row = 1; row <= 3; row += 1) {
    school.clock.advance(hours(3))
    await clips(school, school.clock(), row, `row-${row}.example`)
    await readUntil(reader, `row-${row}.example`)
  }
  school.clock.advance(hours(3))
  expect((await browser.get('/attempts/live')).status, 'a page that asks by itself').toBe(303)
  expect(await school.app.accounts.personOf(session)).toBeUndefined()
  await reader.cancel()
})

it('answers HEAD without a stream, so that nothing is left open', async () => {
  const school = await aDashboard()
  const { browser } = await aFollower(school)
  const teacher = await school.signedIn(['teacher'], ['3b'])
  for (const [who, path] of [
    [browser, '/attempts/live'],
    [teacher, '/now/3b/stream'],
  ] as const) {
    for (let i = 0; i < 10; i += 1) {
      const headers = { cookie: `rooster=${who.cookies.get('rooster')}` }
      const { status } = await school.dashboard.request(path, { method: 'HEAD', headers }, { peer: '10.1.0.1' })
      expect(status).toBe(200)
    }
    const response = await who.get(path)
    expect(response.status).toBe(200)
    await readerOf(response).cancel()
  }
})

it('gives one person six streams at once, and the next when one has ended', async () => {
  const school = await aDashboard()
  const { browser } = await aFollower(school)
  const open = await Promise.all(Array.from({ length: 6 }, () => browser.get('/attempts/live')))
  expect(open.map(({ status }) => status)).toEqual(Array(6).fill(200))
  expect((await browser.get('/attempts/live')).status).toBe(503)
  const other = await (await school.signedIn(['director'])).get('/attempts/live')
  expect(other.status).toBe(200)
  await readerOf(open[0]!).cancel()
  await expect
    .poll(async () => {
      const next = await browser.get('/attempts/live')
      if (next.status === 200) await readerOf(next).cancel()
      return next.status
    })
    .toBe(200)
  for (const each of [...open.slice(1), other]) await readerOf(each).cancel()
})
