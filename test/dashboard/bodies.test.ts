import { request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { listenWeb } from '../../src/server/web.ts'
import { aDashboard } from './a-dashboard.ts'
import { programOf } from './a-program.ts'

// A request may leave out how long it is (RFC 9112 section 6): a DELETE without a body, or a body that comes in chunks. Over a real port: it is the
// server's request that is read here, which is of another kind than one that a test makes.

async function online() {
  const school = await aDashboard()
  const web = await listenWeb((asked, env) => school.dashboard.fetch(asked, env), { address: '127.0.0.1', port: 0 })
  onTestFinished(() => web.close())
  const { secret } = await programOf(school, 'coordinator')
  const program = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  /** Sends pieces of a body as they are, without their length; the status that comes back. */
  const send = (method: string, path: string, headers: Record<string, string>, pieces: readonly string[]) =>
    new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: web.port, method, path, headers, agent: false }
      const sent = request(options, (response) => {
        let text = ''
        response.on('data', (part) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode!, text }))
      })
      sent.on('error', reject)
      for (const piece of pieces) sent.write(piece)
      sent.end()
    })
  return { ...school, program, send }
}

const rule = { groups: ['pupils'], target: 'site:forum.example', state: 'closed', when: 'always' }

it('takes what a program sends in chunks, and its DELETE without a body', async () => {
  const { program, send, errors } = await online()
  const text = JSON.stringify(rule)
  const made = await send('POST', '/api/v1/rules', program, [text.slice(0, 20), text.slice(20)])
  expect(made.status).toBe(201)
  const { id } = JSON.parse(made.text) as { id: string }
  expect((await send('DELETE', `/api/v1/rules/${id}`, program, [])).status).toBe(204)
  expect((await send('DELETE', `/api/v1/rules/${id}`, program, [])).status).toBe(404)
  expect(errors).toEqual([])
})

it('takes a form in chunks, of pages that need no account', async () => {
  const { send, errors } = await online()
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const wrong = await send('POST', '/sign-in', form, ['login=nobody&', 'password=no+such+word'])
  expect([wrong.status, wrong.text.includes('<form')]).toEqual([422, true])
  expect(errors).toEqual([])
})

it.each(['/api/v1/rules', '/sign-in'])('refuses chunks without end: %s', async (path) => {
  const { program, send, errors } = await online()
  const pieces = Array.from({ length: 40 }, () => 'x'.repeat(4_000))
  expect((await send('POST', path, { ...program, 'sec-fetch-site': 'same-origin' }, pieces)).status).toBe(413)
  expect(errors).toEqual([])
})
