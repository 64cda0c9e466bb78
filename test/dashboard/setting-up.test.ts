import { expect, it } from 'vitest'
import { bodyOf, coordinatorOf } from './a-coordinator.ts'
import { aDashboard } from './a-dashboard.ts'

// Setting up a new box, and the links with which others come to it, in Dutch.

it('is set up once: then the steps lead to the box’s own page', async () => {
  const { signedIn, app, person } = await aDashboard()
  const someone = await coordinatorOf({ signedIn })
  expect(await bodyOf(someone.get('/today'))).toContain('Ga verder met inrichten')
  expect((await someone.get('/setup')).headers.get('location')).toBe('/setup/school')
  expect((await someone.get('/setup/nonsense')).headers.get('location')).toBe('/setup/school')
  expect((await someone.post('/setup/school', { name: '' })).status).toBe(422)
  expect((await someone.post('/setup/start', { how: 'trial', days: '99' })).status).toBe(422)
  expect((await someone.post('/setup/start', { how: 'trial', days: '3' })).headers.get('location')).toBe('/setup/ready')
  expect(await app.trials.running()).toHaveLength(app.school.policy().groups.length)
  await app.setup.finish(await person(['coordinator']))
  expect((await someone.get('/setup/start')).headers.get('location')).toBe('/box')
  expect((await someone.post('/setup/start', { how: 'now' })).headers.get('location')).toBe('/box')
  expect(await bodyOf(someone.get('/setup/ready'))).toContain('FRITZ!Box')
})

it.each([
  [['0.0.0.0'], ['10.20.0.2']],
  [
    ['0.0.0.0', '::'],
    ['10.20.0.2', 'fd00::2'],
  ],
  [['10.20.0.2', '127.0.0.1'], ['10.20.0.2']],
  [['127.0.0.1', '::1'], []],
])(
  'tells DHCP, at the end of setting up, the addresses at which devices are heard: listening at %j, %j',
  async (hears, told) => {
    const ownNetworks = () => [
      { address: 'fd00::2', cidr: 'fd00::/64' },
      { address: '10.20.0.2', cidr: '10.20.0.0/16' },
    ]
    const { signedIn } = await aDashboard({ hears, parts: () => ({ ownNetworks }) })
    const page = await bodyOf((await coordinatorOf({ signedIn })).get('/setup/ready'))
    const shown = [...page.matchAll(/text-2xl font-bold">([^<]+)</g)].map(([, address]) => address)
    expect(shown.filter((text) => /^[\d.]+$|:/.test(text!))).toEqual(told)
    expect(page.includes('luistert nu alleen op deze machine zelf')).toBe(told.length === 0)
    expect(page.includes('Zet dit adres als enige DNS-server')).toBe(told.length > 0)
  },
)

it('says of a link for another device that it leads nowhere from there, where it was made on the machine itself', async () => {
  const { signedIn } = await aDashboard()
  const someone = await coordinatorOf({ signedIn })
  const invitee = { name: 'Anna', role: 'teacher' }
  const at = async (host: string) => bodyOf(someone.post('/people/invite', invitee, { host }))
  expect(await at('127.0.0.1:8080')).toContain('Deze link werkt alleen op deze machine zelf.')
  expect(await at('localhost:8080')).toContain('Deze link werkt alleen op deze machine zelf.')
  expect(await at('10.20.0.2:8080')).not.toContain('alleen op deze machine')
})

it('keeps what was typed of an invitation that is refused, on the page it was typed on', async () => {
  const { signedIn } = await aDashboard()
  const someone = await coordinatorOf({ signedIn })
  const refused = await someone.post('/people/invite', { name: 'Anna Bos', role: [], class: '3b', language: 'en' })
  expect(refused.status).toBe(422)
  const page = await bodyOf(refused)
  expect(page).toMatch(/>Mensen<\/bdi><\/h1>|<h1[^>]*>.*Mensen/)
  expect(page).toContain('Er is nog geen rol gekozen.')
  expect(page).toMatch(/value="Anna Bos"/)
  expect(page).toMatch(/value="3b" checked/)
  expect((await someone.post('/people/gone/reset')).status).toBe(422)
})

it.each([
  ['not one answers', { kind: 'silent' }, 422],
  ['they refuse', { kind: 'refuses' }, 422],
  ['one answers', { kind: 'answers', ms: 12 }, 303],
] as const)('goes on from the upstreams, where %s, only knowingly', async (_, state, status) => {
  const upstreams = { given: ['9.9.9.9:53'], read: (text: string) => text, check: async () => state, use: () => {} }
  const { signedIn } = await aDashboard({ parts: () => ({ upstreams }) })
  const someone = await coordinatorOf({ signedIn })
  const form = { upstreams: '9.9.9.9:53' }
  const next = await someone.post('/setup/upstreams', form)
  const page = await bodyOf(next)
  expect([next.headers.get('location'), page.includes('Geen van deze servers antwoordt')]).toEqual(
    status === 303 ? ['/setup/teacher', false] : [null, true],
  )
  expect(page.includes('name="anyway"')).toBe(status !== 303)
  const anyway = await someone.post('/setup/upstreams', { ...form, anyway: '1' })
  expect(anyway.headers.get('location')).toBe('/setup/teacher')
})
