import { expect, it } from 'vitest'
import { batchOf } from '../app/a-school.ts'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => (await response).text()
const asked = '/why?name=www.clips.example&group=pupils&class=3b'

it('answers with the rule, the app, the day in a strip and in words, and the names that go along', async () => {
  const { signedIn } = await aDashboard()
  const page = await text((await signedIn(['coordinator'])).get(asked))
  expect(page).toMatch(/data-verdict="block"[\s\S]*Closed now: Social media\./)
  expect(page).toContain('Closed: Social media, in lessons. For: pupils.')
  expect(page).toMatch(/role="img" aria-label="When www\.clips\.example is open and closed/)
  // Outside, lesson, break, lesson, break, lesson, outside: as bars and as rows.
  expect(page.match(/<rect class="strip-block"/g)?.length).toBe(2 * 3)
  expect(page).toMatch(/08:30[\s\S]{0,200}10:15[\s\S]{0,200}<strong>Closed\.<\/strong>/)
  expect(page).toMatch(/href="\/why\?name=clips-media\.example[^"]*"[\s\S]*the same app/)
})

it('answers about a device that is found by its name, its MAC or its address, and asks which where several are meant', async () => {
  const { app, person, signedIn } = await aDashboard()
  const keeper = await person(['coordinator'])
  for (const [label, address, mac] of [
    ['Laptop 1', '10.1.0.1', 'a4:83:e7:12:34:56'],
    ['Laptop 2', '10.1.0.2', 'a4:83:e7:12:34:57'],
  ] as const)
    await app.devices.enrol(keeper, { label, address, mac, group: 'pupils', classes: ['3b'] })
  const coordinator = await signedIn(['coordinator'])
  for (const typed of ['laptop 2', 'A4-83-E7-12-34-57', '10.1.0.2']) {
    const page = await text(coordinator.get(`/why?name=clips.example&device=${encodeURIComponent(typed)}`))
    expect(page, typed).toMatch(/Laptop 2[\s\S]*pupils[\s\S]*3B/)
  }
  expect(await text(coordinator.get('/why?name=clips.example&device=laptop'))).toMatch(
    /Choose one[\s\S]*href="\/why\?name=clips\.example&amp;id=[\s\S]*Laptop 1[\s\S]*Laptop 2/,
  )
  expect((await coordinator.get('/why?name=clips.example&device=nobody')).status).toBe(422)
  expect((await coordinator.get('/why?name=clips.example&id=nobody')).status).toBe(422)
  expect((await coordinator.get('/why?name=clips.example&group=nobody')).status).toBe(422)
})

it('names what the same devices were refused within seconds, and not what came later or is open', async () => {
  const { office, clock, signedIn } = await aDashboard()
  const at = clock()
  const tried = (name: string, after: number, from = '10.1.0.1') => ({ from, name, at: at + after })
  await office.receive({
    kind: 'attempts',
    batch: batchOf([
      tried('wiki.clips.example', 0),
      tried('chatter.example', 4_000),
      tried('late.chatter-media.example', 6_000),
      tried('open.example', 1_000),
      tried('chatter-media.example', 1_000, '10.1.0.9'),
    ]),
  })
  const page = await text((await signedIn(['coordinator'])).get('/why?name=wiki.clips.example&group=pupils'))
  const along = [...page.matchAll(/href="\/why\?name=([^&"]+)[^"]*"[^>]*>(?:(?!<\/li>)[\s\S])*within seconds/g)]
  expect(along.map(([, name]) => name)).toEqual(['chatter.example'])
})

it('puts a list right for everyone, with a reason where it is locked, and takes it back', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  const about = { name: 'good.adult.example', group: 'pupils', class: '', at: '' }
  const page = await text(coordinator.get('/why?name=good.adult.example&group=pupils'))
  expect(page).toMatch(/Is on the list[\s\S]*adult \(adult sites\), updated/)
  const without = await coordinator.post('/why/correct', { ...about, category: 'adult' })
  expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('role="alert"')])
  const made = await coordinator.post('/why/correct', { ...about, category: 'adult', reason: 'a clinic of the city' })
  expect(made.headers.get('location')).toBe('/why?name=good.adult.example&group=pupils&done=corrected')
  const after = await text(coordinator.get(made.headers.get('location')!))
  expect(after).toMatch(/data-verdict="pass"[\s\S]*Does not count as adult sites\. By/)
  const [correction] = await app.corrections.list()
  const undone = await coordinator.post('/why/undo', { ...about, correction: correction!.id })
  expect(undone.headers.get('location')).toContain('done=takenBack')
  expect(await app.corrections.list()).toEqual([])
  expect((await coordinator.post('/why/undo', { ...about, correction: correction!.id })).status).toBe(422)
})

it('opens the site for one class instead, and closes it again', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  const about = { name: 'clips.example', group: 'pupils', class: '3b', at: '' }
  const given = await coordinator.post('/why/open', { ...about, for: '3b', end: 'day' })
  expect(given.headers.get('location')).toContain('done=opened')
  const [grant] = await app.desk.running()
  expect(grant).toMatchObject({
    audience: { kind: 'class', id: '3b' },
    target: { kind: 'site', name: 'clips.example' },
  })
  expect(await text(coordinator.get(asked))).toContain('Open for 3B, until 14:30. By')
  await coordinator.post('/why/undo', { ...about, grant: grant!.id })
  expect(await app.desk.running()).toEqual([])
  const standing = await coordinator.post('/why/open', {
    ...about,
    for: '3b',
    end: 'standing',
    date: 'soon',
    reason: 'x',
  })
  expect(standing.status).toBe(422)
})

it('filters what was blocked by address, and leads from each line to the question why', async () => {
  const { office, clock, signedIn } = await aDashboard()
  const day = 24 * 3600_000
  await office.receive({
    kind: 'attempts',
    batch: batchOf([
      { from: '10.1.0.1', name: 'one.clips.example', at: clock() },
      {
        from: '10.1.0.1',
        name: 'two.games.example',
        at: clock(),
        cause: { platform: undefined, category: 'games', reason: 'locked' },
      },
      { from: '10.1.0.1', name: 'three.clips.example', at: clock() - day },
      { from: '10.1.0.1', name: 'four.clips.example', at: clock() - 8 * day },
    ]),
  })
  const coordinator = await signedIn(['coordinator'])
  const names = async (query: string) =>
    [...(await text(coordinator.get(`/attempts${query}`))).matchAll(/>(one|two|three|four)\.\w+\.example</g)]
      .map(([, name]) => name)
      .sort()
  expect(await names('')).toEqual(['four', 'one', 'three', 'two'])
  expect(await names('?platform=clips')).toEqual(['four', 'one', 'three'])
  expect(await names('?category=games')).toEqual(['two'])
  expect(await names('?reason=locked')).toEqual(['two'])
  expect(await names('?span=today')).toEqual(['one', 'two'])
  expect(await names('?span=yesterday')).toEqual(['three'])
  expect(await names('?span=week&platform=clips')).toEqual(['one', 'three'])
  expect(await names('?from=2026-11-23T09:00&until=2026-11-24T09:00')).toEqual(['three'])
  expect(await names('?from=2026-11-23T09:01&span=week')).toEqual(['one', 'two'])
  expect(await names('?from=2026-02-30T09:00&until=x&span=today'), 'no moments').toEqual(['one', 'two'])
  const page = await text(coordinator.get('/attempts?span=yesterday'))
  expect(page).not.toContain('data-live="')
  expect(page).toContain('href="/why?name=three.clips.example&amp;group=pupils&amp;class=&amp;at=2026-11-23T09%3A00"')
  const director = await signedIn(['director'])
  expect(await text(director.get('/attempts'))).not.toContain('href="/why')
})

it('does no harm with a hostile name', async () => {
  const { signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  for (const name of ['<script>', '\u202Eelpmaxe', '%00', 'a'.repeat(300), '"><img src=x>']) {
    const page = await text(coordinator.get(`/why?name=${encodeURIComponent(name)}&device=${encodeURIComponent(name)}`))
    expect(page).not.toMatch(/<script>(?!<)|<img src=x>/)
  }
})

it('says which list it is on, as what, and since which of its versions', async () => {
  const coordinator = await (await aDashboard()).signedIn(['coordinator'])
  const page = await text(coordinator.get('/why?name=www.games.example&group=pupils'))
  expect(page.replace(/<[^>]*>/g, '')).toMatch(
    /games \([^)]*\), updated .* It has games\.example\. It was in the version of \d+ \w+ \d{4}, \d\d:\d\d already\./,
  )
  expect(page).not.toContain('adult.example')
})

it('goes on where the page ends, also within one moment, and comes back to the same list', async () => {
  const { office, clock, signedIn } = await aDashboard()
  const rows = Array.from({ length: 120 }, (_, i) => ({ from: '10.1.0.1', name: `n${i}.example`, at: clock() }))
  await office.receive({ kind: 'attempts', batch: batchOf(rows) })
  const coordinator = await signedIn(['coordinator'])
  const found = new Set<string>()
  let pages = 0
  for (let path: string | undefined = '/attempts?platform=clips'; path !== undefined; pages += 1) {
    const page: string = await text(coordinator.get(path))
    for (const [, name] of page.matchAll(/>(n\d+\.example)</g)) found.add(name!)
    path = /href="(\/attempts\?[^"]*before=[^"]*)" class="btn/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  expect([found.size, pages]).toEqual([120, 3])
  const list = await text(coordinator.get('/attempts?platform=clips&before=1795507200001&beforeId=40'))
  const [, one = ''] = /href="(\/attempts\/\d+\?[^"]*)"/.exec(list) ?? []
  const back = 'href="/attempts?platform=clips&amp;before=1795507200001&amp;beforeId=40"'
  expect(await text(coordinator.get(one.replaceAll('&amp;', '&')))).toContain(back)
  expect(await text(coordinator.post(one.replaceAll('&amp;', '&'), { reason: 'melding' }))).toContain(back)
})

it('says why a class of fewer than five devices is not shown', async () => {
  const { app, person, signedIn } = await aDashboard()
  const device = { label: 'L', address: '10.1.0.1', group: 'pupils', classes: ['3b'] }
  await app.devices.enrol(await person(['coordinator']), device)
  const page = await text((await signedIn(['coordinator'])).get('/attempts?class=3b'))
  expect(page).toContain('fewer than five devices')
  expect(page).not.toContain('data-live="')
})
