import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => await (await response).text()

/** An exam in 3B and 4A, ten minutes longer in 4A, with its pages. */
async function anExam() {
  const school = await aDashboard({
    change: (policy) => ({ ...policy, classes: [...policy.classes, { id: 'hall', name: 'Hall' }] }),
  })
  const teacher = await school.signedIn(['teacher'], ['3b', '4a', 'hall'])
  const exam = { sites: 'exam.example', room: ['3b', '4a'], 'extra-4a': '10', end: '30', name: 'Topo' }
  await teacher.post('/now/3b/focus', { ...exam, do: 'exam' })
  const director = await school.person(['director'])
  const exams = () => school.app.focus.exams(director)
  return { ...school, teacher, exams, id: (await exams())[0]!.id }
}

it('shows all rooms of an exam together, from the page of each', async () => {
  const { teacher, id } = await anExam()
  for (const [at, other] of [
    ['3b', '4A'],
    ['4a', '3B'],
  ]) {
    const now = await text(teacher.get(`/now/${at}`))
    for (const part of [`Also in ${other}`, `/now/${at}/focus#exam-${id}`]) expect(now).toContain(part)
    const page = await text(teacher.get(`/now/${at}/focus`))
    for (const part of [`id="exam-${id}"`, '(+10 min)', 'Add a room', 'Stop the exam in all rooms'])
      expect(page).toContain(part)
  }
  expect(await text(teacher.get('/now/hall/focus'))).not.toContain(`exam-${id}`)
})

it('adds a room, gives another more time, and ends all of them at a second tap', async () => {
  const { teacher, exams, id } = await anExam()
  const added = await teacher.post(`/now/3b/exams/${id}/rooms`, { room: 'hall', extra: '20' })
  expect(added.headers.get('location')).toBe('/now/3b/focus?done=roomAdded')
  const [one] = await exams()
  expect(one!.rooms.map((room) => [room.class, (room.until - one!.until) / 60_000])).toEqual([
    ['3b', 0],
    ['4a', 10],
    ['hall', 20],
  ])
  const hall = one!.rooms.find((room) => room.class === 'hall')!
  await teacher.post(`/now/3b/focus/${hall.focus}/time`, { minutes: '5' })
  expect((await exams())[0]!.rooms.find(({ class: room }) => room === 'hall')!.until - hall.until).toBe(5 * 60_000)
  const asked = await teacher.post(`/now/3b/exams/${id}/end`)
  expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining('name="sure"')])
  expect(await exams()).toHaveLength(1)
  const ended = await teacher.post(`/now/3b/exams/${id}/end`, { sure: '1' })
  const back = ended.headers.get('location')!
  expect(back).toMatch(/^\/now\/3b\?done=examEnded&restore=/)
  expect(await exams()).toEqual([])
  const page = await text(teacher.get(back))
  const restore =
    /<form method="post" action="\/now\/3b\/undo"[^>]*><input type="hidden" name="restore" value="([^"]+)"/.exec(page)
  expect((await teacher.post('/now/3b/undo', { restore: restore![1]! })).headers.get('location')).toBe(
    '/now/3b?done=taken',
  )
  expect((await exams())[0]!.rooms).toHaveLength(3)
})

it.each([
  ['a room that takes part', { room: '3b' }, 'There is an exam already'],
  ['no number', { room: 'hall', extra: 'x' }, 'extra time is not possible'],
  ['a class that is not there', { room: '"><script>' }, 'class'],
])('refuses %s', async (_, fields, words) => {
  const { teacher, exams, id } = await anExam()
  const refused = await teacher.post(`/now/3b/exams/${id}/rooms`, fields)
  const page = await refused.text()
  expect([refused.status, page]).toEqual([422, expect.stringMatching(new RegExp(words, 'i'))])
  expect(page).not.toContain('"><script>')
  expect((await exams())[0]!.rooms).toHaveLength(2)
})

it('offers a colleague with one of the rooms no end for all, and refuses it', async () => {
  const { signedIn, exams, id } = await anExam()
  const colleague = await signedIn(['teacher'], ['4a'])
  const page = await text(colleague.get('/now/4a/focus'))
  expect(page).toContain('3B')
  expect(page).not.toContain('Stop the exam in all rooms')
  expect((await colleague.post(`/now/4a/exams/${id}/end`, { sure: '1' })).status).toBe(422)
  expect(await exams()).toHaveLength(1)
})
