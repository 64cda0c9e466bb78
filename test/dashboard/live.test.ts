import { expect, it } from 'vitest'
import { batchOf } from '../app/a-school.ts'
import { type ADashboard, aDashboard } from './a-dashboard.ts'

const clips = (school: ADashboard, at: number, row: number, name = 'www.clips.example') =>
  school.office.receive({ kind: 'attempts', batch: batchOf([{ from: '10.1.0.1', name, at, row }]) })

/** What has come in over a stream, as text, until it holds `awaited`. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, awaited: string): Promise<string> {
  const decoder = new TextDecoder()
  for (let text = ''; ; ) {
    const { value, done } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
    if (text.includes(awaited)) return text
  }
}

async function follow(school: ADashboard, path: string, headers: Record<string, string> = {}) {
  const response = await (await school.signedIn(['coordinator'])).get(path, headers)
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
  return { response, reader }
}

it('streams what is blocked as rows, with an id to go on from', async () => {
  const school = await aDashboard()
  const { response, reader } = await follow(school, '/attempts/live')
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  await clips(school, school.clock(), 1)
  const text = await readUntil(reader, '\n\n')
  expect(text).toMatch(/^event: attempts\ndata: <li id="attempt-\d+" class="attempt"/)
  expect(text).toContain(`id: ${school.clock()}`)
  await reader.cancel()
})

it('catches up on what came in while the connection was gone', async () => {
  const school = await aDashboard()
  const at = school.clock()
  await clips(school, at - 2000, 1, 'seen.example')
  await clips(school, at - 1000, 2, 'missed.example')
  const { reader } = await follow(school, '/attempts/live', { 'last-event-id': String(at - 2000) })
  const text = await readUntil(reader, '\n\n')
  expect([text.includes('missed.example'), text.includes('seen.example')]).toEqual([true, false])
  await reader.cancel()
})

it('keeps to the filter in the address', async () => {
  const school = await aDashboard()
  const { reader } = await follow(school, '/attempts/live?name=wanted')
  await clips(school, school.clock(), 1, 'other.example')
  await clips(school, school.clock(), 2, 'wanted.example')
  expect(await readUntil(reader, '\n\n')).not.toContain('other.example')
  await reader.cancel()
})

it('follows no more once the browser has left', async () => {
  const school = await aDashboard()
  let following = 0
  const { follow: original } = school.app.attempts
  Object.assign(school.app.attempts, {
    follow: (...args: Parameters<typeof original>) => {
      following += 1
      const stop = original(...args)
      return () => {
        following -= 1
        stop()
      }
    },
  })
  const { reader } = await follow(school, '/attempts/live')
  await expect.poll(() => following).toBe(1)
  await reader.cancel()
  await expect.poll(() => following).toBe(0)
})
