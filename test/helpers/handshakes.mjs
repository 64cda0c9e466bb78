// Handshakes without end, on a thread of their own: begun and halted by the other side, which is told how many there were. Each is left when the server
// has done its part, which is nearly all of the work, and has cost this side nothing: the same first message is sent every time.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { parentPort, workerData } from 'node:worker_threads'

const { port, atOnce } = workerData
const hello = await firstMessage()
let isOn = false
let done = 0

function shake(i) {
  const socket = connect({ host: '127.0.0.1', port, localAddress: `127.0.0.${2 + (i % 20)}` })
  socket.on('error', () => {})
  socket.once('data', () => {
    done += 1
    socket.destroy()
  })
  socket.once('close', () => isOn && shake(i))
  socket.write(hello)
}

/** What a client says first. */
async function firstMessage() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connectTls({ host: '127.0.0.1', port: server.address().port })
  client.on('error', () => {})
  const [socket] = await once(server, 'connection')
  const [bytes] = await once(socket, 'data')
  client.destroy()
  server.close()
  return bytes
}

parentPort.on('message', (on) => {
  if (on && !isOn) for (let i = 0; i < atOnce; i += 1) shake(i)
  isOn = on
  if (!on) parentPort.postMessage(done)
})
