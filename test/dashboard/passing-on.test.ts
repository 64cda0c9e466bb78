import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'
import { programOf } from './a-program.ts'

// A resolver, or one of its threads, that does not confirm a change: what people are told meanwhile, and when it has.

/** A resolver that applies what it is told, but for the time that it hangs. */
function aResolver() {
  let waiting: (() => void)[] | undefined
  return {
    send: () => new Promise<void>((applied) => (waiting === undefined ? applied() : waiting.push(applied))),
    hang() {
      waiting = []
    },
    goOn() {
      for (const applied of waiting ?? []) applied()
      waiting = undefined
    },
  }
}

it('tells nobody that something is open before every device has it, and says it as soon as it has', async () => {
  const resolver = aResolver()
  const school = await aDashboard({ parts: () => ({ resolver }) })
  const teacher = await school.signedIn(['teacher'], ['3b'])
  const program = await programOf(school, 'teacher')
  const text = async (response: Promise<Response>) => (await response).text()
  const late = 'Being passed on: it does not hold for every device yet.'

  const open = { platform: 'chatter' }

  resolver.hang()
  const [part, led, made] = await Promise.all([
    text(teacher.post('/now/3b/grants', { platform: 'clips', end: 'lesson' }, { 'hx-request': 'true' })),
    teacher.post('/now/3b/park', { end: 'lesson' }),
    program.call('POST', '/grants', { audience: { kind: 'class', id: '3b' }, open, end: { kind: 'lesson' } }),
  ])
  expect(part).toContain(late)
  expect(part).not.toContain('Clips is open')
  expect(await text(teacher.get(led.headers.get('location')!))).toContain(`Saved. ${late}`)
  expect([made.status, await made.json()]).toMatchObject([202, { audience: { id: '3b' } }])
  expect(await text(school.visitor().get('/status', { 'accept-language': 'en' }))).toContain(late)
  const stream = (await teacher.get('/now/3b/stream')).body!.getReader()
  expect(await text(teacher.get('/now/3b'))).toContain(late)

  resolver.goOn()
  for (let heard = ''; !heard.includes('event: changed'); )
    heard += new TextDecoder().decode((await stream.read()).value)
  await stream.cancel()
  expect(await text(teacher.get('/now/3b'))).not.toContain(late)
  expect(await text(teacher.post('/now/3b/release', {}, { 'hx-request': 'true' }))).not.toContain(late)
})
