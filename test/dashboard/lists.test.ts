import { expect, it } from 'vitest'
import { listEndpoints } from '../../dashboard/api/lists.ts'
import { readMultipart } from '../../dashboard/multipart.ts'
import { type ADashboard, aDashboard, type Browser } from './a-dashboard.ts'
import { programOf } from './a-program.ts'
import { judgedPrograms } from './judged-programs.ts'

const names = (count: number, prefix = 'n') =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}.example\n`).join('')

/** A form with a file, as a browser sends it: the fields first. */
async function upload(
  school: ADashboard,
  someone: Browser,
  fields: Readonly<Record<string, string>>,
  file: readonly [string, string],
): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', new File([file[1]], file[0]))
  const cookie = [...someone.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { 'sec-fetch-site': 'same-origin', cookie }
  return await school.dashboard.request('/lists/file', { method: 'POST', body, headers }, { peer: '10.1.0.1' })
}

async function inDutch(school: ADashboard): Promise<Browser> {
  const coordinator = await school.signedIn(['coordinator'])
  await coordinator.post('/language', { language: 'nl', back: '/lists' })
  return coordinator
}

const uploadIn = (markup: string) => /name="upload" value="([\w-]+)"/.exec(markup)?.[1] ?? ''

it('lets a coordinator add a list, see it, find a name in it, replace it, take it away and put it back', async () => {
  const school = await aDashboard()
  const coordinator = await inDutch(school)
  const page = async (path = '/lists') => (await coordinator.get(path)).text()
  expect(await page()).toContain('Lijst toevoegen')
  const added = await upload(school, coordinator, { category: 'games' }, ['Onze lijst.txt', names(1200)])
  expect([added.status, added.headers.get('location')]).toEqual([303, '/lists?done=listChanged'])
  expect(await page()).toMatch(/1\.200<\/p>.*games\/onze-lijst\.txt/s)
  const found = await page('/lists?q=www.n7.example')
  expect(found).toMatch(/games\/onze-lijst\.txt<\/bdi>, regel 8<.*door n7\.example/s)
  expect(found).toContain('href="/why?name=www.n7.example"')
  await upload(school, coordinator, { list: 'games/onze-lijst.txt' }, ['x', names(1200, 'm')])
  expect(await page('/lists?q=n7.example')).toContain('n7.example staat in geen enkele lijst.')
  const removed = await coordinator.post('/lists/remove', { list: 'games/onze-lijst.txt' })
  expect(removed.headers.get('location')).toBe('/lists?done=listRemoved')
  const bin = await page()
  expect(bin).toMatch(/Prullenbak \(2\)/)
  const [, newest = ''] = /name="id" value="([^"]+)"/.exec(bin) ?? []
  await coordinator.post('/lists/put-back', { id: newest })
  expect(await page('/lists?q=m7.example')).toContain('regel 8')
  expect(school.errors).toEqual([])
})

it('asks before a list that shrank a lot takes its place, with its bad lines and what would be right', async () => {
  const school = await aDashboard()
  const coordinator = await inDutch(school)
  await upload(school, coordinator, { category: 'games' }, ['a.txt', names(10)])
  const asked = await upload(school, coordinator, { list: 'games/a.txt' }, [
    'a.txt',
    `${names(3, 'm')}||ads.example^\n`,
  ])
  const markup = await asked.text()
  expect(asked.status).toBe(200)
  expect(markup).toContain('Dat is minder dan de helft')
  expect(markup).toMatch(/Regel 4: .*goed zou zijn .*ads\.example/s)
  expect((await school.app.lists.lists()).at(-1)!.names).toBe(10)
  const taken = await coordinator.post('/lists/file/take', { upload: uploadIn(markup) })
  expect(taken.headers.get('location')).toBe('/lists?done=listChanged')
  expect((await school.app.lists.lists()).at(-1)!.names).toBe(3)
  const again = await coordinator.post('/lists/file/take', { upload: uploadIn(markup) })
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('niet meer bij de hand')])
})

it('keeps names that are typed, and gives them back with what is wrong', async () => {
  const school = await aDashboard()
  const coordinator = await inDutch(school)
  const typed = 'spel.example\nhttp://fout.example/<script>\n'
  const bad = await coordinator.post('/lists/own', { category: 'games', text: typed })
  const markup = await bad.text()
  expect([bad.status, markup]).toEqual([422, expect.stringContaining('goed zou zijn')])
  expect(markup).toContain('http://fout.example/&lt;script&gt;')
  const good = await coordinator.post('/lists/own', { category: 'games', text: 'spel.example' })
  expect(good.headers.get('location')).toBe('/lists?done=listChanged')
  expect(await (await coordinator.get('/lists/own?category=games')).text()).toContain('spel.example\n</textarea>')
  expect((await coordinator.get('/lists/own?category=../x')).status).toBe(422)
})

it('switches a list off and on, but not the last one of what is always closed', async () => {
  const school = await aDashboard()
  const coordinator = await inDutch(school)
  await coordinator.post('/lists/switch', { list: 'games', to: 'off' })
  const page = await (await coordinator.get('/lists')).text()
  expect(page).toMatch(/line-through">1<\/p>/)
  expect(page).toContain('aria-label="Zet aan: games"')
  await coordinator.post('/lists/switch', { list: 'games', to: 'on' })
  expect(school.app.names.find('games.example')).toMatchObject({ value: { categories: ['games'] } })
  const refused = await coordinator.post('/lists/switch', { list: 'adult', to: 'off' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('altijd dicht is (adult)')])
})

it.each<readonly [string, Readonly<Record<string, string>>, readonly [string, string], string]>([
  ['no file', { category: 'games' }, ['', ''], 'Er is geen bestand gekozen'],
  ['a page of the web', { category: 'games' }, ['a.txt', '<!doctype html>'], 'Dit is een webpagina'],
  ['nothing that is a name', { category: 'games' }, ['a.txt', '||x^'], '(regel 1: ||x^)'],
  ['no kind of sites', {}, ['a.txt', 'a.example'], 'Deze soort sites kent Rooster niet'],
  ['a list of nobody', { list: '../../etc/passwd' }, ['a.txt', 'a.example'], 'Deze lijst is er niet'],
])('says what is wrong with an upload with %s', async (_, fields, file, said) => {
  const school = await aDashboard()
  const coordinator = await inDutch(school)
  const response = await upload(school, coordinator, fields, file)
  expect([response.status, await response.text()]).toEqual([422, expect.stringContaining(said)])
  expect(school.errors).toEqual([])
})

it('takes more than other forms do, from a coordinator alone', async () => {
  const school = await aDashboard()
  const coordinator = await inDutch(school)
  const much = ['groot.txt', names(200_000)] as const
  expect((await upload(school, coordinator, { category: 'games' }, much)).status).toBe(303)
  expect((await school.app.lists.lists()).at(-1)!.names).toBe(200_000)
  const teacher = await school.signedIn(['teacher'])
  const size = { 'content-length': String(4 << 20) }
  const cookie = [...teacher.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { 'sec-fetch-site': 'same-origin', cookie, ...size }
  const refused = await school.dashboard.request('/lists/file', { method: 'POST', body: 'x', headers }, { peer: '::1' })
  expect(refused.status).toBe(413)
})

const boundary = 'b--b'
const part = (head: string, body: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
const request = (body: string, type = `multipart/form-data; boundary=${boundary}`, piece = 7) =>
  new Request('http://x/', {
    method: 'POST',
    headers: { 'content-type': type },
    body: new ReadableStream({
      start(controller) {
        const bytes = new TextEncoder().encode(body)
        for (let at = 0; at < bytes.length; at += piece) controller.enqueue(bytes.subarray(at, at + piece))
        controller.close()
      },
    }),
    duplex: 'half',
  } as RequestInit)

async function readAll(sent: Request) {
  const form = await readMultipart(sent)
  if (form === undefined) return undefined
  const pieces: Uint8Array[] = []
  for await (const piece of form.file.content) pieces.push(piece)
  return { fields: Object.fromEntries(form.fields), name: form.file.name, text: Buffer.concat(pieces).toString() }
}

it('reads a form as it comes, however it is cut, up to its file', async () => {
  const content = `a.example\r\n--b-\r\n--b--\r\n${'x'.repeat(100)}`
  const body = `${part('name="a"', 'één')}${part('name="file"; filename="l.txt"', content)}${part('name="late"', '2')}--${boundary}--`
  for (const piece of [1, 7, 64, 10_000])
    expect(await readAll(request(body, undefined, piece))).toEqual({
      fields: { a: 'één' },
      name: 'l.txt',
      text: content,
    })
})

it.each([
  ['of another type', 'a=1', 'application/x-www-form-urlencoded'],
  ['without a border', 'x', 'multipart/form-data'],
  ['without a file', `${part('name="a"', '1')}--${boundary}--`, undefined],
  ['with a file that nobody chose', part('name="file"; filename=""', ''), undefined],
  ['with a head without an end', `--${boundary}\r\n${'x'.repeat(20_000)}`, undefined],
  ['with a field without an end', part('name="a"', 'x'.repeat(100_000)), undefined],
  ['with fields without an end', part('name="a"', '1').repeat(60), undefined],
  ['of nothing', '', undefined],
])('reads nothing of a body %s', async (_, body, type) => {
  expect(await readAll(request(body, type, 4096))).toBeUndefined()
})

it('takes a file that was cut off for none', async () => {
  await expect(readAll(request(`${part('name="file"; filename="l"', 'a.example').slice(0, -2)}`))).rejects.toThrow()
})

it('takes a file for none whose connection broke, and that is no fault of ours', async () => {
  const school = await aDashboard()
  const coordinator = await inDutch(school)
  const cookie = [...coordinator.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const sent of ['', `--${boundary}\r\n`, part('name="file"; filename="l.txt"', names(2000)).slice(0, -2)]) {
    const pieces = [new TextEncoder().encode(sent)]
    const body = new ReadableStream({
      pull: (controller) => {
        const piece = pieces.pop()
        if (piece) controller.enqueue(piece)
        else controller.error(new Error('aborted'))
      },
    })
    const headers = {
      ...{ 'sec-fetch-site': 'same-origin', 'transfer-encoding': 'chunked', cookie },
      'content-type': `multipart/form-data; boundary=${boundary}`,
    }
    const request = { method: 'POST', body, headers, duplex: 'half' } as RequestInit
    const broken = await school.dashboard.request('/lists/file', request, { peer: '10.1.0.1' })
    expect([broken.status, school.errors], sent.slice(0, 20)).toEqual([422, []])
  }
})

it('gives longer to come in to what a coordinator or their program sends, and to nobody else', async () => {
  const school = await aDashboard()
  const longer: string[] = []
  const sends = async (who: string, path: string, headers: Record<string, string>) => {
    const env = { peer: '10.1.0.1', takeLong: () => void longer.push(`${who} ${path}`) }
    await school.dashboard.request(
      path,
      { method: path.startsWith('/api') ? 'PUT' : 'POST', body: 'a=1', headers },
      env,
    )
  }
  for (const role of ['coordinator', 'director', 'teacher'] as const) {
    const someone = await school.signedIn([role], role === 'teacher' ? ['3b'] : [])
    const cookie = [...someone.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const { secret } = await programOf(school, role)
    for (const path of ['/lists/file', '/lists/own', '/setup/restore', '/status'])
      await sends(role, path, { 'sec-fetch-site': 'same-origin', cookie })
    for (const path of ['/api/v1/lists/file', '/api/v1/lists/switch'])
      await sends(role, path, { authorization: `Bearer ${secret}`, 'content-type': 'application/json' })
  }
  for (const path of ['/lists/file', '/setup/restore', '/api/v1/lists/file'])
    await sends('nobody', path, { 'sec-fetch-site': 'same-origin' })
  expect(longer).toEqual(['coordinator /lists/file', 'coordinator /setup/restore', 'coordinator /api/v1/lists/file'])
})

it('does for programs what it does for people', async () => {
  const school = await aDashboard()
  const { call, ok, tried } = await judgedPrograms(school)
  await ok('coordinator', 'GET /lists')
  await ok('coordinator', 'POST /lists/refresh')
  const file = { category: 'games', file: 'api.txt', text: names(10) }
  expect((await ok('coordinator', 'PUT /lists/file', {}, file)).items.at(-1)).toMatchObject({ names: 10 })
  const smaller = { list: 'games/api.txt', text: `${names(2, 'm')}||ads.example^` }
  const asked = await call('coordinator', 'PUT /lists/file', {}, smaller)
  expect([asked.status, asked.json]).toMatchObject([409, { errors: [{ place: 'line 3' }] }])
  const sure = await ok('coordinator', 'PUT /lists/file', {}, { ...smaller, sure: true })
  expect(sure.items.at(-1)).toMatchObject({ names: 2, problems: [{ line: 3, right: 'ads.example' }] })
  const search = await ok('coordinator', 'GET /lists/search', {}, undefined, '?name=www.m1.example')
  expect(search).toMatchObject({ categories: ['games'], lists: [{ list: 'games/api.txt', line: 2, isOff: false }] })
  await ok('coordinator', 'PUT /lists/switch', {}, { list: 'games', on: false })
  await ok('coordinator', 'PUT /lists/switch', {}, { list: 'games', on: true })
  expect((await call('coordinator', 'POST /lists/accept', {}, { list: 'games/api.txt' })).status).toBe(422)
  await ok('coordinator', 'POST /lists/remove', {}, { list: 'games/api.txt' })
  const [gone] = (await ok('coordinator', 'GET /lists/removed')).items
  await ok('coordinator', 'POST /lists/put-back', {}, { id: gone!['id'] })
  await ok('coordinator', 'PUT /lists/own', {}, { category: 'games', text: 'eigen.example' })
  const own = await ok('coordinator', 'GET /lists/own', {}, undefined, '?category=games')
  expect(own['text']).toBe('eigen.example\n')
  const bad = await call('coordinator', 'PUT /lists/own', {}, { category: 'games', text: 'com' })
  expect([bad.status, bad.json]).toMatchObject([422, { errors: [{ place: 'line 1', problem: '"com": one-label' }] }])
  expect([...tried].sort()).toEqual(listEndpoints.map(({ method, path }) => `${method} ${path}`).sort())
  expect(school.errors).toEqual([])
})

it('shows how far a reading is, and asks for the page when it is over', async () => {
  const school = await aDashboard()
  const coordinator = await inDutch(school)
  const over = await coordinator.get('/lists/reading')
  expect([over.status, over.headers.get('hx-redirect')]).toEqual([200, '/lists'])
})
