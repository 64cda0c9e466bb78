// RFC 7766 section 6.2.2: one client cannot take all the connections there are, and many cannot keep out who comes with few.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { listenStreams } from '../../src/server/stream-listener.ts'
import { aConversation } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { until } from './a-secure-forwarder.ts'
import { query } from './wire.ts'

it('gives one address fifty connections, and others theirs', async () => {
  const { port, ask } = await aForwarder()
  const crowd = await Promise.all(Array.from({ length: 60 }, () => aConversation(port, clients.pupil)))
  const turnedAway = () => crowd.filter(({ socket }) => socket.destroyed).length
  await until(() => turnedAway() >= 10)
  expect(turnedAway()).toBe(10)
  const other = await aConversation(port, clients.staff)
  other.ask(query({ name: 'a.example' }))
  expect((await other.replies(1)).length).toBe(1)
  expect((await ask('a.example', clients.pupil)).rcode).toBe(0)
  crowd[0]!.socket.destroy()
  await until(async () => {
    const again = await aConversation(port, clients.pupil)
    again.ask(query({ name: 'a.example' }))
    return await Promise.race([again.replies(1).then(() => true), again.closed.then(() => false)])
  })
})

it('makes room for who has fewest when all that may be are there, by ending the oldest of who has most', async () => {
  const crowd = { all: 6, perAddress: 4 }
  const listener = await listenStreams('dns', { address: '127.0.0.1', port: 0 }, crowd, (socket) => socket.resume())
  onTestFinished(() => listener.close())
  const open: string[] = []
  /** Opens a connection from an address, and says which are open then. */
  const come = async (name: string) => {
    const { socket } = await aConversation(listener.endpoint.port, `127.0.0.1${name[0]}`)
    open.push(name)
    socket.on('close', () => open.splice(open.indexOf(name), 1))
    await until(() => open.length <= crowd.all)
    return open.join(' ')
  }
  for (const name of ['1a', '1b', '1c', '1d', '2a', '2b']) await come(name)
  expect(await come('1e'), 'who has most').toBe('1a 1b 1c 1d 2a 2b')
  expect(await come('3a'), 'who has none').toBe('1b 1c 1d 2a 2b 3a')
  expect(await come('2c'), 'who has fewer').toBe('1c 1d 2a 2b 3a 2c')
  expect(await come('1f')).toBe('1c 1d 2b 3a 2c 1f')
})

/** Opens connections, writes queries and resets them, all before anybody can have taken them. */
const GIVES_UP = `
import socket, struct, sys
query = bytes.fromhex('00000100000100000000000003777777076578616d706c650000010001')
for _ in range(100):
    one = socket.create_connection(('127.0.0.1', int(sys.argv[1])), source_address=('127.0.0.3', 0))
    one.sendall((struct.pack('!H', len(query)) + query) * 20)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    one.close()
`

it('takes nothing from connections that were given up before they were taken', async () => {
  const { port, resolver, ask } = await aForwarder()
  await promisify(execFile)('python3', ['-c', GIVES_UP, String(port)])
  expect((await ask('www.example')).rcode).toBe(0)
  // Whose address cannot be told any more is no stranger.
  expect(resolver.totals.refused).toBe(0)
})
