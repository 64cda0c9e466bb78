// A box whose address changes, in a network namespace of its own: run by `addresses-come-and-go.test.ts`. Prints a line for each thing that was seen.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const [data] = process.argv.slice(2) as [string]
const program = join(import.meta.dirname, '..', '..', 'dist', 'rooster.js')

const ip = (...words: string[]) => execFileSync('ip', words)
const see = (what: string, value: unknown) => console.log(JSON.stringify({ what, value }))
/** An interface with a wire to it: one that has none is not listened on. */
function aWire(name: string): void {
  ip('link', 'add', name, 'type', 'veth', 'peer', 'name', `${name}-far`)
  ip('link', 'set', `${name}-far`, 'up')
}
/** A closed name, which needs no upstream: whether it is answered there as a closed one. */
const ask = (address: string): string => {
  try {
    const words = [`@${address}`, '-p', '5300', '+time=1', '+tries=1', 'www.pornhub.com']
    return /EDE: 15/.test(execFileSync('dig', words, { encoding: 'utf8' })) ? 'closed' : 'something else'
  } catch {
    return 'no answer'
  }
}
async function settled(address: string, wanted: string): Promise<string> {
  for (let turn = 0; turn < 40 && ask(address) !== wanted; turn += 1) await new Promise((done) => setTimeout(done, 200))
  return ask(address)
}

ip('link', 'set', 'lo', 'up')
aWire('school')
ip('addr', 'add', '10.99.0.1/24', 'dev', 'school')
ip('link', 'set', 'school', 'up')
const words = [
  'serve',
  '--dns',
  '0.0.0.0:5300',
  '--web',
  '127.0.0.1:8080',
  '--upstream',
  '127.0.0.1:5399',
  '--data',
  data,
]
const server = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
await once(server.stdout!, 'data')
see('at first', await settled('10.99.0.1', 'closed'))
ip('addr', 'add', '10.98.0.1/24', 'dev', 'school')
ip('addr', 'del', '10.99.0.1/24', 'dev', 'school')
see('at the new address', await settled('10.98.0.1', 'closed'))
see('on the loopback all the while', ask('127.0.0.1'))
ip('addr', 'add', '10.99.0.1/24', 'dev', 'school')
see('at the old one, which is back', await settled('10.99.0.1', 'closed'))
ip('link', 'set', 'school', 'down')
ip('link', 'del', 'school')
aWire('other')
ip('addr', 'add', '10.97.0.1/24', 'dev', 'other')
ip('link', 'set', 'other', 'up')
see('on another interface', await settled('10.97.0.1', 'closed'))
server.kill('SIGTERM')
await once(server, 'exit')
process.exit(0)
