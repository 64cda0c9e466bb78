import { expect, it } from 'vitest'
import { bodyOf, coordinatorOf } from './a-coordinator.ts'
import { aDashboard } from './a-dashboard.ts'

// What the coordinator begins the day with, in Dutch.

it('says what each timetable is now, also on a day without school, and where other hours are made', async () => {
  const school = await aDashboard({
    change: (policy) => ({
      ...policy,
      calendar: {
        ...policy.calendar,
        entries: [{ from: '2026-11-25', to: '2026-11-25', name: 'Studiedag <b>', kind: 'study-day' }],
      },
    }),
  })
  const someone = await coordinatorOf(school)
  expect(await bodyOf(someone.get('/today'))).toContain('Andere lestijden toevoegen of de week wijzigen')
  school.clock.set('2026-11-24T10:20')
  expect(await bodyOf(someone.get('/today'))).toContain('>Pauze, tot 10:30<')
  school.clock.set('2026-11-24T20:20')
  expect(await bodyOf(someone.get('/today'))).toContain('>Buiten schooltijd, tot do 26 nov 08:20<')
  school.clock.set('2026-11-25T09:00')
  const again = await coordinatorOf(school)
  expect(await bodyOf(again.get('/today'))).toContain('Vandaag is er geen school. · Studiedag &lt;b&gt;')
})

it('leads from an empty week to where it is filled in', async () => {
  const school = await aDashboard({
    change: (policy) => ({ ...policy, timetables: policy.timetables.map((each) => ({ ...each, days: {} })) }),
  })
  const body = await bodyOf((await coordinatorOf(school)).get('/today'))
  expect(body).toContain('niet ingevuld: telt als les')
  expect(body).toMatch(/De tijden &quot;All&quot; zijn nog leeg[\s\S]{0,200}href="\/timetable\?id=all"/)
})

it('shows an exam once with all its rooms, and stops it in all of them', async () => {
  const school = await aDashboard()
  const teacher = await school.person(['teacher'], ['3b', '4a'])
  const rooms = [
    { class: '3b', extraMinutes: 0 },
    { class: '4a', extraMinutes: 10 },
  ]
  const exam = {
    name: 'Topo',
    rooms,
    listed: [{ site: 'exam.example' }],
    end: { kind: 'minutes', minutes: 30 },
  } as const
  await school.app.focus.beginExam(teacher, exam)
  const someone = await coordinatorOf(school)
  const body = await bodyOf(someone.get('/today'))
  expect(body.match(/Toets Topo: 3B, 4A</g)).toHaveLength(1)
  expect(body).toContain('>4A tot 09:40<')
  const id = /name="kind" value="exam"\/><input type="hidden" name="id" value="([^"]+)"/.exec(body)![1]!
  const stopped = (await someone.post('/today/stop', { kind: 'exam', id })).headers.get('location')!
  expect(await school.app.focus.running(teacher)).toEqual([])
  const restore = /name="restore" value="([^"]+)"/.exec(await bodyOf(someone.get(stopped)))![1]!
  await someone.post('/today/take-back', { restore })
  expect(await school.app.focus.running(teacher)).toHaveLength(2)
  expect((await someone.post('/today/stop', { kind: 'exam', id: 'x' })).status).toBe(422)
})

it('leads from what waits to why it is closed, and from a device that nobody enrolled to enrolling it', async () => {
  const school = await aDashboard()
  const keeper = await school.person(['coordinator'])
  const teacher = await school.person(['teacher'], ['3b'])
  await school.app.snags.open(teacher, '3b', 'platform:clips')
  await school.app.snags.note(teacher, '3b', 'Het digibord doet niets')
  await school.app.requests.ask('10.2.9.9', 'wiki.example', 'spreekbeurt')
  const someone = await coordinatorOf(school)
  const body = await bodyOf(someone.get('/today'))
  const links = [...body.matchAll(/href="(\/(?:why|attempts|devices)\?[^"]+)"/g)].map(([, link]) =>
    link!.replaceAll('&amp;', '&'),
  )
  expect(links.toSorted()).toEqual([
    '/attempts?class=3b',
    // From the warning, and from the request.
    '/devices?show=unknown',
    '/devices?show=unknown',
    '/why?name=clips.example&group=pupils&class=3b&at=2026-11-24T09%3A00',
    '/why?name=wiki.example&group=pupil-phones',
  ])
  for (const link of links) expect((await someone.get(link)).status, link).toBe(200)
  expect(body).toContain('Dit apparaat is niet aangemeld')
  expect(body).not.toContain('Een half uur openzetten')
  const laptop = { label: 'L', address: '10.2.9.8', group: 'pupil-phones', classes: [] }
  await school.app.devices.enrol(keeper, laptop)
  await school.app.requests.ask('10.2.9.8', 'wiki.example')
  expect(await bodyOf(someone.get('/today'))).toMatch(
    /1 van deze apparaten is niet aangemeld[\s\S]*Een half uur openzetten/,
  )
})

it('stops in one tap the trials of all groups that were begun together, and takes that back', async () => {
  const school = await aDashboard()
  const keeper = await school.person(['coordinator'])
  const someone = await coordinatorOf(school)
  for (const { id } of school.app.school.policy().groups) await school.app.trials.begin(keeper, id, 7)
  const all = await school.app.trials.running()
  const body = await bodyOf(someone.get('/today'))
  expect(body).toContain(`${all.length} apparaatgroepen draaien proef`)
  const id = /name="kind" value="trial"\/><input type="hidden" name="id" value="([^"]+)"/.exec(body)![1]!
  const stopped = (await someone.post('/today/stop', { kind: 'trial', id })).headers.get('location')!
  expect(await school.app.trials.running()).toEqual([])
  const restore = /name="restore" value="([^"]+)"/.exec(await bodyOf(someone.get(stopped)))![1]!
  await someone.post('/today/take-back', { restore })
  expect(await school.app.trials.running()).toHaveLength(all.length)
  for (const bad of ['', ' ', 'x', `${all[0]!.id} x`])
    expect((await someone.post('/today/stop', { kind: 'trial', id: bad })).status, bad).toBe(422)
})
