import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'

/** The hidden fields of the form with this action, as a browser would send them. */
function hiddenIn(page: string, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(page)?.[1] ?? ''
  return Object.fromEntries(
    [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map((found) => [found[1]!, found[2]!]),
  )
}

const youtube = (mode: string) =>
  Object.fromEntries(['lesson', 'break', 'inloop', 'outside'].map((kind) => [`youtube-${kind}`, mode]))
const group = { ...youtube('open'), record: 'attempts', timetable: 'all' }

it.each([
  ['a group', '/groups/pupils', '/groups/pupils', { ...group, record: 'none' }, { ...group, record: 'counts' }],
  ['networks', '/groups/pupils', '/groups/pupils/networks', { networks: '10.8.0.0/16' }, { networks: '10.9.0.0/16' }],
  [
    'a day',
    '/timetable/all/tue',
    '/timetable/all/tue',
    { 'from-0': '8:00', 'to-0': '9:00' },
    { 'from-0': '9:00', 'to-0': '10:00' },
  ],
])(
  'shows who was first when two people change %s from pages they opened at once',
  async (_, path, action, first, second) => {
    const { app, signedIn } = await aDashboard()
    const [ann, bob] = [await signedIn(['coordinator']), await signedIn(['coordinator'])]
    const [annSaw, bobSaw] = [await (await ann.get(path)).text(), await (await bob.get(path)).text()]
    expect((await ann.post(action, { ...first, ...hiddenIn(annSaw, action) })).status).toBe(303)
    const policy = app.school.policy()
    const refused = await bob.post(action, { ...second, ...hiddenIn(bobSaw, action) })
    const page = await refused.text()
    expect([refused.status, page]).toEqual([
      422,
      expect.stringMatching(/Someone else has changed this meanwhile \(Person 1, 2026-11-24 09:00\)/),
    ])
    expect(app.school.policy()).toBe(policy)
    // Who has read that may go on: the page now shows the newer state.
    expect((await bob.post(action, { ...second, ...hiddenIn(page, action) })).status).toBe(303)
  },
)

it('shows a day as it is now when another person changed it meanwhile, not as it was typed', async () => {
  const { app, signedIn, person } = await aDashboard()
  const bob = await signedIn(['coordinator'])
  await app.school.setDay(await person(['coordinator']), 'all', 'tue', [{ from: '08:05', to: '09:05', kind: 'lesson' }])
  const page = await (await bob.post('/timetable/all/tue', { seen: '1', 'from-0': '9:00', 'to-0': '10:00' })).text()
  expect(page).toContain('value="08:05"')
  expect(page).not.toContain('value="09:00"')
})

it.each(['x', '-1', '1e9', '1 or 1=1', '0'])('refuses a form that says it saw revision "%s"', async (seen) => {
  const { app, signedIn } = await aDashboard()
  const refused = await (await signedIn(['coordinator'])).post('/groups/pupils', { ...group, seen })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('There is no such revision')])
  expect(app.school.revision()).toBe(1)
})

it('takes an older change back from the list, and refuses in words where it was changed since', async () => {
  const { app, signedIn } = await aDashboard()
  const ann = await signedIn(['coordinator'])
  await ann.post('/classes', { name: '5C' })
  await ann.post('/groups/pupils', { ...group, ...youtube('strict') })
  await ann.post('/groups/pupils', { ...group, ...youtube('moderate') })
  expect((await ann.post('/today/undo', { number: '2' })).status).toBe(303)
  expect(app.school.policy().classes).toHaveLength(2)
  const refused = await ann.post('/today/undo', { number: '3' })
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('This was changed once more after that (Person 1, 2026-11-24 09:00)'),
  ])
})
