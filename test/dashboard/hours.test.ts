import { describe, expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'

/** The content of a page: without the menus, a mismatch can be read. */
const text = async (response: Response | Promise<Response>) => {
  const page = await (await response).text()
  return page.slice(Math.max(0, page.indexOf('<main')), page.includes('</main>') ? page.indexOf('</main>') : undefined)
}

async function atTheHours() {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  const seen = () => String(school.app.school.revision())
  return {
    ...school,
    coordinator,
    page: (path: string) => text(coordinator.get(path)),
    post: (path: string, fields: Record<string, string | readonly string[]>) =>
      coordinator.post(path, { ...fields, seen: seen() }),
    timetable: () => school.app.school.policy().timetables[0]!,
    entries: () => school.app.school.policy().calendar.entries,
  }
}

describe('the week', () => {
  it('is drawn with an edge for each bell, said in words for who cannot see it', async () => {
    const { page } = await atTheHours()
    const week = await page('/timetable')
    expect(week).toMatch(/role="slider"[^>]*aria-label="Monday: end of 1, begin of Break"[^>]*aria-valuetext="10:15"/)
    expect(week.match(/role="slider"/g)).toHaveLength(5 * 7)
    expect(week).toMatch(/type="hidden" name="mon-1" value="08:30-10:15 lesson 1"/)
    expect(week.length).toBeLessThan(100_000)
  })

  it('is saved as it was dragged, in one change with the names kept; a day that did not come along stays', async () => {
    const { post, timetable, app } = await atTheHours()
    const saved = await post('/timetable/all', { 'mon-0': '08:30-10:20 lesson 1', 'mon-1': '10:20-10:35 break ' })
    expect(saved.headers.get('location')).toBe('/timetable?id=all&bells=normal&done=saved')
    expect(timetable().days.mon).toEqual([
      { from: 510, to: 620, kind: 'lesson', name: '1' },
      { from: 620, to: 635, kind: 'break' },
    ])
    expect(timetable().days.tue).toHaveLength(5)
    expect(app.school.revision()).toBe(2)
  })

  it.each([
    ['hours that overlap', '08:30-10:20 lesson 1', '10:00-10:35 break ', /Two periods overlap|overlap/],
    ['an end before its beginning', '10:30-10:20 lesson 1', '11:00-11:35 break ', /That time is not right|time/i],
    ['what is no period', 'x', '11:00-11:35 break ', /time/i],
    ['a kind that is none', '08:30-10:20 party ', '11:00-11:35 break ', /time/i],
  ])('is refused with %s', async (_, first, second, problem) => {
    const { post, app } = await atTheHours()
    const refused = await post('/timetable/all', { 'mon-0': first, 'mon-1': second })
    expect([refused.status, await text(refused)]).toEqual([422, expect.stringMatching(problem)])
    expect(app.school.revision()).toBe(1)
  })

  it('is changed by a day with names, for other days at once, and to no school', async () => {
    const { post, timetable, page } = await atTheHours()
    expect(await page('/timetable/all/wed')).toMatch(/value="08:30"[\s\S]*value="10:15"[\s\S]*name="name-1" value="1"/)
    await post('/timetable/all/wed', {
      'from-0': '8:30',
      'to-0': '12:15',
      'kind-0': 'lesson',
      'name-0': 'Ochtend',
      also: ['fri'],
    })
    expect([timetable().days.wed, timetable().days.fri]).toEqual([
      [{ from: 510, to: 735, kind: 'lesson', name: 'Ochtend' }],
      [{ from: 510, to: 735, kind: 'lesson', name: 'Ochtend' }],
    ])
    await post('/timetable/all/wed', { off: 'on' })
    expect(timetable().days.wed).toBe('off')
    expect((await post('/timetable/nope/wed', {})).status).toBe(404)
    expect((await post('/timetable/all/noday', {})).status).toBe(404)
    expect((await post('/timetable/all/wed', { bells: 'nope' })).status).toBe(404)
  })
})

describe('other bells', () => {
  it('are added, get days of their own, are followed today, and go when no day to come needs them', async () => {
    const { post, page, timetable, app, entries } = await atTheHours()
    expect(await page('/timetable')).toContain('There are only normal hours.')
    const added = await post('/bells', { nl: 'Tropenrooster', en: '', id: 'all' })
    expect(added.headers.get('location')).toBe('/timetable?id=all&bells=tropenrooster&done=added')
    expect(await page('/timetable/all/tue?bells=tropenrooster')).toContain('As on normal days')
    await post('/timetable/all/tue', { bells: 'tropenrooster', 'from-0': '8:00', 'to-0': '12:00', 'kind-0': 'lesson' })
    expect(timetable().schedules).toEqual({ tropenrooster: { tue: [{ from: 480, to: 720, kind: 'lesson' }] } })
    const week = await page('/timetable?id=all&bells=tropenrooster')
    expect(week).toMatch(/Monday[\s\S]*as normal/)
    // Only the day that has hours of its own can be dragged here.
    expect(week.match(/role="slider"/g)).toHaveLength(2)
    await post('/bells/dates', { do: 'set', schedule: 'tropenrooster', from: '2026-11-24' })
    expect(app.calendar.bellsOn('2026-11-24').school).toBe('tropenrooster')
    expect(await page('/timetable')).toContain('Today the school follows: Tropenrooster.')
    const used = await post('/bells/tropenrooster/remove', {})
    expect([used.status, await text(used)]).toEqual([422, expect.stringContaining('still in use')])
    await post('/bells/dates', { do: 'clear', from: '2026-11-24' })
    expect(entries()).toEqual([])
    await post('/timetable/all/tue', { bells: 'tropenrooster', 'as-normal': 'on', 'from-0': '8:00', 'to-0': '9:00' })
    expect(timetable().schedules).toEqual({ tropenrooster: {} })
    expect((await post('/bells/tropenrooster/remove', {})).status).toBe(303)
    expect(app.calendar.schedules()).toHaveLength(1)
  })

  it('are set for some dates and classes, and refused for what is not there', async () => {
    const { post, app } = await atTheHours()
    await post('/bells', { nl: 'Toetsweek', en: 'Test week', id: 'all' })
    const dates = { do: 'set', schedule: 'toetsweek', from: '2026-12-01', to: '2026-12-04' }
    await post('/bells/dates', { ...dates, class: ['3b'] })
    expect(app.calendar.bellsOn('2026-12-03')).toEqual({
      school: 'normal',
      classes: [{ class: '3b', schedule: 'toetsweek' }],
    })
    for (const [change, problem] of [
      [{ schedule: 'nope' }, 'no longer exists'],
      [{ to: '2026-11-30' }, 'date is not right'],
      [{ from: 'today' }, 'date is not right'],
      [{ class: ['9z'] }, 'no longer exists'],
    ] as const) {
      const refused = await post('/bells/dates', { ...dates, ...change })
      expect([refused.status, await text(refused)]).toEqual([422, expect.stringContaining(problem)])
    }
    expect((await post('/bells', { nl: 'Toetsweek', en: '' })).status).toBe(422)
  })
})

describe('the calendar', () => {
  it('takes the holidays of a region, asks which the school has, and believes the answer', async () => {
    const { post, page, app, entries } = await atTheHours()
    expect((await post('/calendar/region', { region: 'nl-midden' })).status).toBe(303)
    const asked = app.calendar.holidaysToConfirm()
    expect(await page('/timetable')).toContain('Holidays to confirm')
    const [first, second] = asked
    const yes = await post('/calendar/holidays', { id: first!.id, from: first!.from, to: first!.to, do: 'yes' })
    expect(yes.headers.get('location'), 'to the next one').toBe('/timetable?done=saved#confirm-heading')
    await post('/calendar/holidays', { id: second!.id, do: 'not-here' })
    expect(entries().find(({ holiday }) => holiday === first!.id)?.unconfirmed).toBeUndefined()
    expect(entries().some(({ holiday }) => holiday === second!.id)).toBe(false)
    expect(app.calendar.holidaysToConfirm()).toHaveLength(asked.length - 2)
    expect((await post('/calendar/holidays', { id: 'nope', from: 'x', do: 'yes' })).status).toBe(422)
    expect((await post('/calendar/region', { region: 'nl-oost' })).status).toBe(422)
  })

  it('takes a special day for a class with hours of its own, and keeps them when the day is refused', async () => {
    const { post, page, entries } = await atTheHours()
    const day = { name: 'Kamp', from: '2026-12-05', kind: 'special', class: ['3b'], 'from-0': '10:00', 'to-0': '14:00' }
    await post('/calendar', { ...day, 'kind-0': 'lesson' })
    expect(entries()).toMatchObject([{ classes: ['3b'], day: [{ from: 600, to: 840, kind: 'lesson' }] }])
    expect(await page('/timetable')).toContain('10:00-14:00 Lesson')
    const refused = await post('/calendar', { ...day, 'kind-0': 'lesson', 'to-0': '09:00' })
    expect([refused.status, await text(refused)]).toEqual([422, expect.stringMatching(/name="from-0" value="10:00"/)])
  })
})

describe('a calendar file', () => {
  const event = (name: string, from: string, to: string) => [
    'BEGIN:VEVENT',
    `UID:${name}`,
    `SUMMARY:${name}`,
    `DTSTART;VALUE=DATE:${from}`,
    `DTEND;VALUE=DATE:${to}`,
    'END:VEVENT',
  ]
  const file = (...lines: readonly string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const holidays = file(
    ...event('Kerstvakantie', '20261221', '20270104'),
    ...event('Open avond', '20261210', '20261211'),
    ...event('<b>Studiedag</b>', '20270201', '20270202'),
  )

  async function withFile() {
    const school = await atTheHours()
    const send = async (text: string | undefined, as = 'holidays', cookies = school.coordinator.cookies) => {
      const body = new FormData()
      body.set('for', as)
      if (text !== undefined) body.set('file', new File([text], 'a.ics', { type: 'text/calendar' }))
      const headers = {
        'sec-fetch-site': 'same-origin',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      }
      const path = new Request('http://localhost/calendar/file', { method: 'POST', body, headers })
      const bytes = await path.clone().arrayBuffer()
      path.headers.set('content-length', String(bytes.byteLength))
      return await school.dashboard.request(path, {}, { peer: '10.1.0.1' })
    }
    const uploadOf = (page: string) => /name="upload" value="([^"]+)"/.exec(page)?.[1] ?? ''
    return { ...school, send, uploadOf }
  }

  it('is looked at first: what is surely free is ticked, and only what is ticked is taken over', async () => {
    const { send, uploadOf, post, entries, app } = await withFile()
    const page = await text(send(holidays))
    expect(page).toMatch(/3 days or holidays found[\s\S]*checked[\s\S]*Kerstvakantie[\s\S]*Open avond/)
    expect(page).toContain('&lt;b&gt;Studiedag')
    expect(app.school.revision()).toBe(1)
    const lines = [...page.matchAll(/name="line" value="(\d+)" checked/g)].map((one) => one[1]!)
    expect(lines).toHaveLength(2)
    const taken = await post('/calendar/file/take', { upload: uploadOf(page), for: 'holidays', line: lines })
    expect(taken.headers.get('location')).toBe('/timetable?done=added')
    expect(entries().map(({ name }) => name)).toEqual(['Kerstvakantie', '<b>Studiedag</b>'])
  })

  it('gives a class its own lessons', async () => {
    const { send, uploadOf, post, app } = await withFile()
    const lesson = (day: string) => [
      'BEGIN:VEVENT',
      `UID:${day}`,
      'SUMMARY:Wiskunde',
      `DTSTART:${day}T090000`,
      `DTEND:${day}T100000`,
      'RRULE:FREQ=WEEKLY;COUNT=6',
      'END:VEVENT',
    ]
    const page = await text(send(file(...lesson('20261123'), ...lesson('20261124')), 'lessons:3b'))
    expect(page).toMatch(/The regular week, made of 6 weeks[\s\S]*Wiskunde[\s\S]*There are no lessons on Wednesday/)
    await post('/calendar/file/take', { upload: uploadOf(page), for: 'lessons:3b' })
    expect(app.school.policy().classes[0]).toMatchObject({ id: '3b', timetable: 'lessons-3b' })
  })

  it('is refused where it is none, gone, of another person, or holds nothing', async () => {
    const { send, uploadOf, post, signedIn, clock, app } = await withFile()
    const missing = await send(undefined)
    expect([missing.status, await text(missing)]).toEqual([422, expect.stringContaining('No calendar file was chosen')])
    expect(await text(send('hello'))).toMatch(/There are no whole days[\s\S]*cannot be read/)
    const upload = uploadOf(await text(send(holidays)))
    const bob = await signedIn(['coordinator'])
    const take = { upload, for: 'holidays', line: ['4'], seen: '1' }
    const stolen = await bob.post('/calendar/file/take', take)
    expect([stolen.status, await text(stolen)]).toEqual([422, expect.stringContaining('no longer at hand')])
    const none = await post('/calendar/file/take', { ...take, line: ['999'] })
    expect([none.status, await text(none)]).toEqual([422, expect.stringContaining('nothing')])
    clock.advance(31 * 60_000)
    expect((await post('/calendar/file/take', take)).status).toBe(422)
    expect(app.school.revision()).toBe(1)
  })

  it('may be as long as is read, and no other form may', async () => {
    const { send, coordinator } = await withFile()
    expect((await send(`${holidays}${'X'.repeat(1_900_000)}`)).status).toBe(200)
    expect((await send('X'.repeat(2_300_000))).status).toBe(413)
    expect((await coordinator.post('/calendar', { name: 'x'.repeat(70_000) })).status).toBe(413)
  })
})
