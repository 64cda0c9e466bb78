import { expect, it } from 'vitest'
import { apiRoot } from '../../dashboard/api/endpoints.ts'
import { routes } from '../../dashboard/roles.ts'
import { visible } from '../../dashboard/views/words.tsx'
import type { Outcome } from '../../src/app/app.ts'
import { roles } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { batchOf } from '../app/a-school.ts'
import { hours } from '../helpers/moving-clock.ts'
import { aDashboard } from './a-dashboard.ts'
import { programOf } from './a-program.ts'

/** What somebody types who means harm: a script, a broken attribute, marks that turn the direction of text, an escape, a formula, an emoji. */
const text = `=1+1<script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e\u0000\u001b[31m\u200b\u{1f413}`

function must<Value>(outcome: Outcome<Value, string>): Value {
  if (!outcome.ok) throw new Error(`${outcome.problem} ${outcome.detail}`)
  return outcome.value
}

const same = { nl: text, en: text }

/** All that a policy has in somebody's words. */
const inHostileWords = (policy: Policy): Policy => ({
  ...policy,
  school: { ...policy.school, name: text, officer: { name: text, contact: text } },
  clauses: { ...policy.clauses, 'X-1': same, 'X-2': same },
  groups: policy.groups.map((group) => ({ ...group, name: same })),
  classes: policy.classes.map((one) => ({ ...one, name: text })),
  timetables: policy.timetables.map((timetable) => ({ ...timetable, name: same })),
  sets: policy.sets.map((set) => ({ ...set, name: same })),
  calendar: {
    ...policy.calendar,
    entries: [{ kind: 'holiday', name: text, from: '2026-12-21', to: '2027-01-03' }, ...policy.calendar.entries],
  },
})

/** A school in which everybody and everything is called so, somebody who holds every role, and what programs of it are called. */
async function aHostileSchool() {
  const school = await aDashboard({ change: inHostileWords })
  const { app, office, clock, storage } = school
  const browser = await school.signedIn(roles, ['3b'])
  const [id] = (await app.accounts.people()).map((person) => person.id)
  await storage.people.update(id!, { name: text, language: 'nl' })
  const me = (await app.accounts.people())[0]!
  const phone = must(
    await app.devices.enrol(me, { label: text, address: '10.1.0.7', group: 'pupils', classes: ['3b'] }),
  )
  const other = must(
    await app.devices.enrol(me, { label: text, address: '10.2.0.8', group: 'pupil-phones', classes: ['4a'] }),
  )
  const tried = { from: '10.1.0.7', name: 'clips.example', at: clock(), row: 1 }
  await office.receive({ kind: 'attempts', batch: batchOf([tried]) })
  must(await app.desk.give(me, '3b', { site: 'grant.example' }, { kind: 'lesson' }))
  must(await app.requests.ask('10.1.0.7', 'clips', text))
  must(await app.snags.note(me, '3b', text))
  must(await app.measures.takePhone(me, { device: other.id }, { why: text }))
  must(await app.exclusions.exclude(me, { device: other.id, reason: text, until: 'end-of-day' }))
  const span = { from: clock() - hours(1), until: clock() + hours(1) }
  const incident = must(await app.incidents.open(me, { device: phone.id, reason: text, ...span }))
  must(await app.incidents.note(me, incident.id, text))
  must(await app.events.mark(me, { name: text, ...span, from: clock() }))
  must(await app.invitations.invite(me, [{ name: text, roles: ['teacher'], classes: ['3b'], language: 'nl' }]))
  must(await app.tokens.make(me, { name: text, role: 'coordinator', classes: [], days: 30 }))
  must(await app.letterbox.submit({ to: 'mentor', class: '3b', text, name: text, contact: text }, '10.1.0.7'))
  must(await app.school.addClass(me, 'Vlinders <b>x'))
  await browser.post('/language', { language: 'nl', back: '/' })
  return { ...school, browser }
}

const pages = routes.flatMap(({ route }) => (route.startsWith('GET ') ? [route.slice('GET '.length)] : []))
/** What has something to fill in, streams, what programs call, and files: those have tests of their own. */
const notPages = /:|\/live$|\/stream$|^\/api\/|\.(pdf|csv|crt|svg)$/
const files = /\.(pdf|csv|crt|svg)$|\/(live|stream)$|\/letter\//
const patterns = pages.map((path) => [path, new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)] as const)
const routeOf = (address: string) => patterns.find(([, pattern]) => pattern.test(address.replace(/\?.*/, '')))?.[0]

/** Every page with nothing to fill in, and one of each kind that these lead to. */
async function walk({ browser }: Awaited<ReturnType<typeof aHostileSchool>>) {
  const seen = new Map<string, string>()
  const waiting = [
    ...pages.filter((path) => !notPages.test(path)),
    `/why?name=clips.example&group=pupils&class=3b`,
    `/devices?q=${encodeURIComponent(text)}`,
    `/audit?by=${encodeURIComponent(text)}`,
    `/attempts?name=${encodeURIComponent(text)}`,
  ]
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const route = address.includes('?') ? address : routeOf(address)
    if (route === undefined || seen.has(route) || files.test(address)) continue
    const response = await browser.get(address)
    if (!response.headers.get('content-type')?.startsWith('text/html')) continue
    const body = await response.text()
    seen.set(route, body)
    for (const [, href = ''] of body.matchAll(/href="(\/[^"?#]*)/g)) waiting.push(href)
  }
  return seen
}

/** What people see: no attribute's text, which is only sent back as it came. */
const bodyOf = (markup: string) => markup.replace(/<[^>]*>/g, '')

it('draws every page of a school in which all that has a name is called a script', async () => {
  const school = await aHostileSchool()
  const seen = await walk(school)
  const harm = [...seen].flatMap(([route, markup]) => {
    const text = bodyOf(markup)
    return [
      ...(/<script>|<img src=x/.test(markup) ? [`${route}: markup`] : []),
      ...(/ style="| on\w+="/.test(markup) ? [`${route}: an attribute`] : []),
      ...[...text.matchAll(/.{0,160}[\u0000-\u0008\u001b\u200b\u202e]/g)]
        .slice(0, 1)
        .map(([near]) => `${route}: ${visible(near)}`),
    ]
  })
  expect(harm).toEqual([])
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining([
      ...['/today', '/week', '/inbox', '/inbox/:id', '/incidents', '/incidents/:id', '/audit', '/status', '/afspraken'],
      ...['/now/:class', '/classes/:id', '/groups/:id', '/devices/:id', '/people/:id', '/changes/:number', '/history'],
    ]),
  )
  const withWords = [...seen].filter(([, markup]) => markup.includes('&lt;script&gt;')).map(([route]) => route)
  expect(withWords.length, 'pages on which it stands').toBeGreaterThan(40)
  expect(school.errors).toEqual([])
})

it('gives programs the same words as JSON and nothing that a browser would take for a page', async () => {
  const school = await aHostileSchool()
  const program = await programOf(school, 'coordinator')
  const calls = pages.flatMap((path) =>
    path.startsWith(`${apiRoot}/`) && !/:|openapi/.test(path) ? [path.slice(apiRoot.length)] : [],
  )
  let withWords = 0
  for (const path of [...calls, `/explain?name=clips.example&group=pupils`]) {
    const response = await program.call('GET', path)
    expect(school.errors, path).toEqual([])
    if (response.status >= 400) continue
    const type = response.headers.get('content-type') ?? ''
    if (type.startsWith('text/csv')) continue
    expect(type, path).toMatch(/^application\/(json|yaml)/)
    expect(response.headers.get('x-content-type-options'), path).toBe('nosniff')
    const body = await response.text()
    if (type.startsWith('application/json')) JSON.parse(body)
    if (body.includes('<script>')) withWords += 1
  }
  expect(withWords, 'answers in which it stands').toBeGreaterThan(5)
})
