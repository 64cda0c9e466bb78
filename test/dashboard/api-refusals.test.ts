import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'
import { aProgram, programOf } from './a-program.ts'

const grant = {
  audience: { kind: 'class', id: '3b' },
  open: { platform: 'clips' },
  end: { kind: 'minutes', minutes: 30 },
}

it.each([
  ['a site with two ways to be one', { ...grant, open: { platform: 'clips', site: 'x.example' } }, 400, 'open'],
  ['an end that is none', { ...grant, end: { kind: 'never' } }, 400, 'end.kind'],
  ['a field that nobody asked for', { ...grant, by: 'the director' }, 400, '(top)'],
  ['nothing', undefined, 415, undefined],
  ['null', null, 400, '(top)'],
  ['a name that turns text around', { ...grant, open: { site: '\u202egro.elpmaxe' } }, 422, undefined],
  ['a class that is not there', { ...grant, audience: { kind: 'class', id: '9z' } }, 404, undefined],
  ['a class of somebody else', { ...grant, audience: { kind: 'class', id: '4a' } }, 403, undefined],
  ['what is locked', { ...grant, open: { platform: 'undress' } }, 422, undefined],
  ['__proto__', JSON.parse('{"__proto__":{"audience":1}}'), 400, 'audience'],
])('refuses %s, and says where', async (_, body, status, place) => {
  const school = await aDashboard()
  const program = await programOf(school, 'teacher')
  const response = await program.call('POST', '/grants', body)
  const problem = (await response.json()) as { status: number; title: string; errors?: { place: string }[] }
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
  expect([problem.status, problem.title.length > 10]).toEqual([status, true])
  if (place !== undefined) expect(problem.errors?.map((each) => each.place)).toContain(place)
  expect(school.errors).toEqual([])
})

it('says what is wrong in the language that is asked for, and in Dutch where none is', async () => {
  const school = await aDashboard()
  const program = await programOf(school, 'teacher')
  const inLanguage = async (header: Record<string, string>) => {
    const response = await program.call('DELETE', '/classes/4a/park', undefined, header)
    return ((await response.json()) as { title: string }).title
  }
  expect(await inLanguage({ 'accept-language': 'en-GB,en;q=0.9' })).toMatch(/not your class/i)
  expect(await inLanguage({ 'accept-language': 'nl' })).toMatch(/niet jouw klas/)
  expect(await inLanguage({ 'accept-language': '' })).toMatch(/niet jouw klas/)
})

it('takes no body that is too big, of no kind or no JSON, and a policy of a megabyte', async () => {
  const school = await aDashboard()
  const program = await programOf(school, 'coordinator')
  const status = async (...words: Parameters<typeof program.call>) => (await program.call(...words)).status
  expect(await status('POST', '/classes', { name: 'x'.repeat(70_000) })).toBe(413)
  expect(await status('PUT', '/policy', { yaml: `# ${'x'.repeat(1_000_000)}` })).toBe(422)
  expect(await status('PUT', '/policy', { yaml: 'x'.repeat(5_000_000) })).toBe(413)
  expect(await status('POST', '/classes', { name: '9Z' }, { 'content-type': 'text/plain' })).toBe(415)
  const headers = { authorization: `Bearer ${program.secret}`, 'content-type': 'application/json' }
  const broken = { method: 'POST', headers, body: '{"name":' }
  expect((await school.dashboard.request('/api/v1/classes', broken, { peer: '10.1.0.7' })).status).toBe(400)
})

it('lets a token call so often, and again when it has waited', async () => {
  const school = await aDashboard()
  const program = await programOf(school, 'coordinator')
  const other = await programOf(school, 'teacher')
  const statuses: number[] = []
  for (let i = 0; i < 301; i += 1) statuses.push((await program.call('GET', '/me')).status)
  expect(statuses.indexOf(429)).toBe(300)
  expect((await program.call('GET', '/me')).headers.get('retry-after')).toBe('1')
  expect((await other.call('GET', '/me')).status).toBe(200)
  school.clock.advance(1000)
  expect((await program.call('GET', '/me')).status).toBe(200)
})

it('lets an address guess thirty tokens, and then not even say a right one', async () => {
  const school = await aDashboard()
  const right = await programOf(school, 'coordinator')
  const guesser = aProgram(school, `rooster_${'a'.repeat(43)}`, '10.1.9.9')
  for (let i = 0; i < 30; i += 1) expect((await guesser.call('GET', '/me')).status).toBe(401)
  expect((await guesser.call('GET', '/me')).status).toBe(429)
  expect((await aProgram(school, right.secret, '10.1.9.9').call('GET', '/me')).status).toBe(429)
  expect((await right.call('GET', '/me')).status).toBe(200)
  school.clock.advance(2000)
  expect((await guesser.call('GET', '/me')).status).toBe(401)
})

it.each(['bm9uc2Vuc2U', 'WzEsMl0', '%00', 'x'.repeat(400)])(
  'refuses the cursor %j that it never gave',
  async (cursor) => {
    const school = await aDashboard()
    const program = await programOf(school, 'coordinator')
    expect((await program.call('GET', `/devices?cursor=${cursor}`)).status).toBe(400)
    expect([200, 400]).toContain((await program.call('GET', `/attempts?cursor=${cursor}`)).status)
    expect(school.errors).toEqual([])
  },
)

it('changes no policy on what was changed since', async () => {
  const school = await aDashboard()
  const program = await programOf(school, 'coordinator')
  const wish = (name: string) => ({ from: '2026-12-01', to: '2026-12-01', name, kind: 'study-day' })
  const seen = String(school.app.school.revision())
  expect((await program.call('POST', '/calendar', wish('A'), { 'if-match': seen })).status).toBe(204)
  expect((await program.call('DELETE', '/calendar/0', undefined, { 'if-match': seen })).status).toBe(409)
  expect((await program.call('DELETE', '/calendar/0', undefined, { 'if-match': `"${Number(seen) + 1}"` })).status).toBe(
    204,
  )
})

it('tells with each change which revision it made, and refuses one that is based on no revision', async () => {
  const school = await aDashboard()
  const program = await programOf(school, 'coordinator')
  const rename = (name: string, seen?: string) =>
    program.call('PUT', '/school', { name, language: 'nl' }, seen === undefined ? {} : { 'if-match': seen })
  const first = (await rename('Een')).headers.get('etag')!
  expect(first).toBe(`"${school.app.school.revision()}"`)
  expect((await rename('Twee', first)).status).toBe(204)
  expect((await rename('Drie', `W/${first}`)).status).toBe(409)
  for (const seen of ['abc', '"x"', '*', '-1', '']) {
    const refused = await rename('Drie', seen)
    expect([seen, refused.status, ((await refused.json()) as { type: string }).type]).toEqual([
      seen,
      400,
      'urn:rooster:problem:bad-if-match',
    ])
  }
  expect(school.app.school.policy().school.name).toBe('Twee')
})

it.each(['/devices?gruop=pupils', '/me?limit=1', '/audit?form=2026-11-24T08:00:00Z', '/calendar?__proto__=1'])(
  'refuses %s, whose filter it does not know: it would give more than was asked for',
  async (path) => {
    const program = await programOf(await aDashboard(), 'coordinator')
    const response = await program.call('GET', path)
    expect([response.status, JSON.stringify(await response.json())]).toEqual([
      400,
      expect.stringContaining(/\?(\w+)/.exec(path)![1]!),
    ])
  },
)
