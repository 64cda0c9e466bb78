import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => await (await response).text()

async function atThePlatforms() {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  return {
    ...school,
    coordinator,
    found: async (query: string) =>
      [...(await text(coordinator.get(`/platforms${query}`))).matchAll(/href="\/platforms\/([a-z-]+)"/g)].map(
        (one) => one[1],
      ),
    own: () => school.app.school.policy().platforms ?? [],
  }
}

it.each([
  ['', ['chatter', 'clips', 'maps', 'undress']],
  ['?q=CLI', ['clips']],
  ['?q=maps-media', ['maps']],
  ['?set=social-media', ['chatter', 'clips']],
  ['?own=on', []],
  ['?q=%3Cscript%3E', []],
])('finds platforms by name, by a name of theirs, and by set: %s', async (query, expected) => {
  const { found } = await atThePlatforms()
  expect(await found(query)).toEqual(expected)
})

it('adds a platform of the school, changes it, and takes it away when nothing names it', async () => {
  const { coordinator, found, own } = await atThePlatforms()
  const wish = { name: 'Zaal', names: 'https://zaal.example/login\nzaal-app.example', set: ['social-media'], seen: '1' }
  const added = await coordinator.post('/platforms', wish)
  expect(added.headers.get('location')).toBe('/platforms/zaal?done=added')
  expect(own()).toMatchObject([{ id: 'zaal', names: ['zaal.example', 'zaal-app.example'], sets: ['social-media'] }])
  expect(await found('?own=on')).toEqual(['zaal'])
  await coordinator.post('/platforms/zaal', {
    name: 'Zaaltje',
    names: 'zaal.example',
    library: 'letters.example',
    seen: '2',
  })
  expect(own()).toMatchObject([{ name: 'Zaaltje', names: ['zaal.example'], library: ['letters.example'] }])
  const page = await text(coordinator.get('/platforms/zaal'))
  expect(page).toMatch(/Zaaltje[\s\S]*own[\s\S]*zaal\.example[\s\S]*for other sites too[\s\S]*letters\.example/i)
  await coordinator.post('/rules/rule', {
    target: 'platform:zaal',
    group: ['pupils'],
    when: ['always'],
    do: 'save',
    seen: '3',
  })
  const named = await coordinator.post('/platforms/zaal/remove', { seen: '4' })
  expect([named.status, await named.text()]).toEqual([
    422,
    expect.stringContaining('still named by &quot;close-zaal&quot;'),
  ])
  await coordinator.post('/rules/remove', { id: 'close-zaal', seen: '4' })
  expect((await coordinator.post('/platforms/zaal/remove', { seen: '5' })).status).toBe(303)
  expect(own()).toEqual([])
})

it('corrects a platform of the catalogue and takes the correction away; a kind for which there is no set stays', async () => {
  const { coordinator, own } = await atThePlatforms()
  const fix = { names: 'clips-extra.example', not: ['clips-media.example'], set: ['social-media'], seen: '1' }
  expect((await coordinator.post('/platforms/clips', fix)).status).toBe(303)
  expect(own()).toEqual([
    { id: 'clips', names: ['clips-extra.example'], library: [], not: ['clips-media.example'], sharedWith: [] },
  ])
  const page = await text(coordinator.get('/platforms/clips'))
  expect(page).toMatch(/line-through[\s\S]*clips-media\.example[\s\S]*taken off/)
  expect(page).toContain('corrected by the school')
  expect((await coordinator.post('/platforms/clips/remove', { seen: '2' })).status).toBe(303)
  expect(own()).toEqual([])
})

it.each([
  [
    'a name that is none',
    '/platforms',
    { name: 'Zaal', names: 'a b!' },
    /is not the name of a site[\s\S]*<\/textarea>/,
  ],
  ['no name', '/platforms', { name: ' ', names: 'zaal.example' }, /There is no name yet/],
  ['the name of another', '/platforms', { name: 'Clips', names: 'x.example' }, /already in use/],
  ['nothing changed', '/platforms/clips', { set: ['social-media'] }, /Nothing was changed/],
])('refuses a platform with %s, and keeps what was typed', async (_, path, fields, problem) => {
  const { coordinator, own } = await atThePlatforms()
  const refused = await coordinator.post(path, { ...fields, seen: '1' })
  expect([refused.status, await refused.text(), own()]).toEqual([422, expect.stringMatching(problem), []])
})

it('has no page for a platform that is not there', async () => {
  const { coordinator } = await atThePlatforms()
  for (const id of ['nope', 'constructor', '%00']) {
    expect((await coordinator.get(`/platforms/${id}`)).status, id).toBe(404)
    expect((await coordinator.post(`/platforms/${id}`, {})).status, id).toBe(404)
    expect((await coordinator.post(`/platforms/${id}/remove`, {})).status, id).toBe(404)
  }
})
