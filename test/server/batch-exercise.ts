// Run by `sanitized.test.ts` in a process of its own, with the C file built for AddressSanitizer: node FILE FOLDER-WITH-THE-ADDON
import { createSocket } from 'node:dgram'
import { setTimeout } from 'node:timers/promises'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { batchedSockets } from '../../src/server/udp-batch.ts'

const folder = isMainThread ? process.argv[2]! : (workerData as string)
const listen = batchedSockets(folder)
if (listen === undefined) throw new Error(`no batched sockets in ${folder}`)

const late: ((reply: Uint8Array) => void)[] = []
let heard = 0
const listeners = ['127.0.0.1', '::1'].map((address) =>
  listen({ address, port: 0 }, 1 << 20, (packet, length, origin, out) => {
    heard += 1
    if (heard % 7 === 0) late.push(origin.later())
    out.set(packet.subarray(0, Math.min(length, out.length)))
    return heard % 7 === 0 ? 0 : Math.min(length, out.length)
  }),
)
let replied = 0
for (const { endpoint } of listeners) {
  const socket = createSocket(endpoint.address === '::1' ? 'udp6' : 'udp4')
  socket.on('message', () => (replied += 1))
  for (let i = 0; i < 500; i++) {
    socket.send(
      new Uint8Array([0, 1, 12, 512, 1279, 1280, 1281, 4095, 4096, 4097, 9000][i % 11]!),
      endpoint.port,
      endpoint.address,
    )
    if (i % 100 === 0) await setTimeout(5)
  }
  // A busy machine takes its time: until nothing more comes.
  for (let before = -1; before !== heard + replied; ) {
    before = heard + replied
    await setTimeout(50)
  }
  for (const send of late.splice(0, late.length / 2)) send(new Uint8Array(100))
  await setTimeout(20)
  socket.close()
}
// One is closed before the thread ends, the other by its end.
await listeners[0]!.close()
for (const send of late) send(new Uint8Array(100))
if (heard < 700 || replied < 500) throw new Error(`heard ${heard}, replied ${replied}`)
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: folder })
  await new Promise((done, failed) => worker.once('exit', done).once('error', failed))
  const stopped = new Worker(new URL(import.meta.url), { workerData: folder })
  await setTimeout(60)
  await stopped.terminate()
}
if (isMainThread) console.log('done')
process.exit(0)
