// A school's network of its own: run inside a fresh network namespace by `devices-that-move.test.ts`. The box is 10.99.0.1; two phones on a bridge
// each have a namespace and a MAC address. Prints a line for each thing that was seen, as JSON.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const [data, upstream] = process.argv.slice(2) as [string, string]
const program = join(import.meta.dirname, '..', '..', 'dist', 'rooster.js')
const web = 'http://127.0.0.1:8080'
const password = 'een zinnetje van niets'

const ip = (...words: string[]) => execFileSync('ip', words)
const see = (what: string, value: unknown) => console.log(JSON.stringify({ what, value }))

/** A machine on the school's bridge, known by its MAC address. */
async function aPhone(name: string, mac: string) {
  const holder = spawn('unshare', ['-n', 'sleep', '120'], { stdio: 'ignore' })
  await once(holder, 'spawn')
  await new Promise((done) => setTimeout(done, 300))
  ip('link', 'add', `to-${name}`, 'type', 'veth', 'peer', 'name', name, 'address', mac)
  ip('link', 'set', `to-${name}`, 'master', 'school', 'up')
  ip('link', 'set', name, 'netns', String(holder.pid))
  const inside = (...words: string[]) =>
    execFileSync('nsenter', ['-t', String(holder.pid), '-n', ...words], { encoding: 'utf8' })
  return {
    take(address: string) {
      inside('ip', 'addr', 'flush', 'dev', name)
      inside('ip', 'addr', 'add', `${address}/24`, 'dev', name)
      inside('ip', 'link', 'set', name, 'up')
    },
    leave: () => inside('ip', 'addr', 'flush', 'dev', name),
    ask: (site: string) => inside('dig', '@10.99.0.1', '-p', '5300', '+short', '+time=2', '+tries=2', site).trim(),
    gone: () => holder.kill('SIGKILL'),
  }
}

/** Waits until an answer is the one that should come, for six seconds at most. */
async function settled(ask: () => string, wanted: string): Promise<string> {
  for (let turn = 0; turn < 30; turn += 1) {
    if (ask() === wanted) break
    await new Promise((done) => setTimeout(done, 200))
  }
  return ask()
}

async function post(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  return fetch(web + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers: { cookie, origin: web },
  })
}

ip('link', 'set', 'lo', 'up')
ip('link', 'add', 'school', 'type', 'bridge')
ip('addr', 'add', '10.99.0.1/24', 'dev', 'school')
ip('link', 'set', 'school', 'up')

const words = ['--data', data]
execFileSync(
  process.execPath,
  [program, 'user', 'add', 'all', '--name', 'All', '--role', 'coordinator', '--role', 'director', ...words],
  { input: password },
)
const server = spawn(
  process.execPath,
  [program, 'serve', '--dns', '10.99.0.1:5300', '--web', '127.0.0.1:8080', '--upstream', upstream, ...words],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const relay = spawn(process.execPath, ['--input-type=module', '-e', standInUpstream(upstream)], { stdio: 'ignore' })
await once(server.stdout!, 'data')
await new Promise((done) => setTimeout(done, 1500))

const cookie = (await post('/sign-in', { login: 'all', password })).headers
  .getSetCookie()
  .map((one) => one.split(';')[0])
  .join('; ')
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date())
await post('/calendar', { from: today, to: today, name: 'Projectdag', kind: 'special' }, cookie)
await post('/groups/pupil-phones/networks', { networks: '10.99.0.0/24' }, cookie)
await post(
  '/devices',
  { label: 'Telefoon van Sem', mac: '02:00:00:00:00:07', group: 'pupil-phones', class: 'groep-7' },
  cookie,
)
await post('/now/groep-7/grants', { site: 'wikipedia.org', end: 'lesson' }, cookie)

const sem = await aPhone('sem', '02:00:00:00:00:07')
const other = await aPhone('other', '02:00:00:00:00:08')
sem.take('10.99.0.20')
see('the phone with a grant', await settled(() => sem.ask('nl.wikipedia.org'), '198.51.100.7'))
see('the same phone, a site that is closed', sem.ask('www.example.org'))
sem.take('10.99.0.30')
see('the phone under a new address', await settled(() => sem.ask('nl.wikipedia.org'), '198.51.100.7'))
other.take('10.99.0.20')
see('another phone under the old address', await settled(() => other.ask('nl.wikipedia.org'), ''))
for (const phone of [sem, other]) phone.gone()
server.kill('SIGTERM')
relay.kill('SIGKILL')
await once(server, 'exit')
process.exit(0)

/** A name server inside this namespace that says 198.51.100.7 to everything. */
function standInUpstream(endpoint: string): string {
  const [address, port] = endpoint.split(':')
  return `
    import { createSocket } from 'node:dgram'
    const socket = createSocket('udp4')
    socket.on('message', (query, from) => {
      let end = 12
      while (query[end] !== 0) end += query[end] + 1
      end += 5
      const a = query[end - 3] === 1
      const reply = Buffer.concat([query.subarray(0, end), a ? Buffer.from('c00c00010001000000e10004c6336407', 'hex') : Buffer.alloc(0)])
      reply.writeUInt16BE(0x8180, 2)
      reply.writeUInt16BE(a ? 1 : 0, 6)
      reply.writeUInt16BE(0, 10)
      socket.send(reply, from.port, from.address)
    })
    socket.bind(${port}, '${address}')`
}
