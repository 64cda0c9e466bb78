import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { visitor } from '../../bench/demo/visitor.ts'
import { until } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')
const password = 'rooster in de demo'

/** The demonstration as a newcomer starts it. */
function aDemo(words: readonly string[]) {
  const folder = temporaryFolder()
  const program = ['--import', 'tsx', 'bench/demo/demo.ts', ...words]
  const child = spawn(process.execPath, program, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: folder },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const stop = () => {
    child.kill('SIGINT')
    return ended
  }
  onTestFinished(async () => void (await stop()))
  return {
    child,
    printed: () => printed,
    left: () => readdirSync(folder).filter((name) => name.startsWith('rooster-')),
    stop,
  }
}

it('shows pages that are full, on a clock that goes faster, and leaves nothing behind', {
  timeout: 90_000,
}, async () => {
  const demo = aDemo(['--devices', '20', '--speed', '240', '--from', '09:00', '--language', 'nl'])
  await until(() => demo.printed().includes('Ctrl-C') || demo.child.exitCode !== null, demo.printed, 60_000)
  const web = /Dashboard +(\S+)/.exec(demo.printed())![1]!
  const as = async (login: string) => {
    const person = visitor(web)
    await person.post('/sign-in', { login, password, to: '/' })
    return person
  }
  // Half an hour of the story: somebody opened something, somebody was told no, and devices were held back.
  await until(() => demo.printed().includes('09:40'), demo.printed, 30_000)
  expect(demo.printed()).toContain('09:10  Anna Bakker zet YouTube open voor 3B.')
  expect(demo.printed(), 'a page refused what the story does').not.toMatch(/answers [45]/)

  const [coordinator, teacher, director, team, counsellor] = await Promise.all(
    ['ict', 'docent', 'directie', 'teamleider', 'vertrouwen'].map(as),
  )
  const today = await coordinator!.get('/today')
  expect(today).toContain('data-speed="240"')
  expect(today).toContain('dinsdag')
  expect(today).toContain('Discord')
  expect(today).toMatch(/Onbekende apparaten op het netwerk: \d/)
  expect(today).not.toMatch(/De klok van de server/)
  expect((await coordinator!.get('/attempts')).match(/tegengehouden/g)!.length).toBeGreaterThan(20)
  expect(await teacher!.get('/now/3b')).toContain('Discord')
  await until(async () => (await director!.get('/week')).includes('Het filter hield'), demo.printed, 10_000)

  // Nobody who looks around meets a page with nothing on it.
  const empty: string[] = []
  for (const [person, first] of [
    ...[[coordinator!, '/today'] as const, [director!, '/week'] as const, [teacher!, '/now'] as const],
    ...[[team!, '/inbox'] as const, [counsellor!, '/inbox'] as const],
  ])
    for (const path of new Set((await person.get(first)).match(/(?<=href=")\/[a-z]+(?=")/g)))
      if ((await person.get(path)).includes('border-dashed')) empty.push(`${first}: ${path}`)
  expect(empty).toEqual([])

  expect(demo.left()).toHaveLength(1)
  await demo.stop()
  expect(demo.left()).toEqual([])
})

it('says what is wrong with a flag, and how it is called', async () => {
  const demo = aDemo(['--speed', '0'])
  await until(() => demo.child.exitCode !== null, demo.printed, 20_000)
  expect(demo.printed()).toContain('demo: --speed is "0"')
  expect(demo.printed()).toContain('npm run demo')
  expect(demo.child.exitCode).toBe(1)
})
