import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { framed } from './a-conversation.ts'
import { clients } from './a-policy.ts'

/** So many questions are under way at a time; one without an answer is asked again after so many milliseconds, so many times. */
const UNDER_WAY = 64
const PATIENCE = 2_000
const TRIES = 4

/**
 * Asks a server of 127.0.0.1 up to 65,536 questions, whose ids are made their places: over UDP, and what is cut off there over TCP, as a stub does.
 * Gives a reply for each; throws where none comes.
 */
export async function askAll(port: number, questions: readonly Uint8Array[]): Promise<readonly Buffer[]> {
  const packets = questions.map((question, i) => Uint8Array.from([i >> 8, i & 255, ...question.subarray(2)]))
  const replies = await overUdp(port, packets)
  const cut = replies.flatMap((reply, i) => (reply[2]! & 2 ? [i] : []))
  const whole = await overTcp(
    port,
    cut.map((i) => packets[i]!),
  )
  return replies.map((reply, i) => whole.get(i) ?? reply)
}

async function overUdp(port: number, packets: readonly Uint8Array[]): Promise<readonly Buffer[]> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 })
  await new Promise<void>((done) => socket.bind(0, clients.staff, done))
  const replies: Buffer[] = []
  const waiting = new Map<number, () => void>()
  socket.on('message', (reply) => {
    const id = reply.readUInt16BE(0)
    replies[id] ??= reply
    waiting.get(id)?.()
  })
  const askOnce = (id: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, PATIENCE)
      waiting.set(id, () => {
        clearTimeout(timer)
        done()
      })
      socket.send(packets[id]!, port, '127.0.0.1')
    })
  let next = 0
  const asker = async () => {
    while (next < packets.length) {
      const id = next++
      for (let tries = 0; tries < TRIES && replies[id] === undefined; tries += 1) await askOnce(id)
      waiting.delete(id)
      if (replies[id] === undefined) throw new Error(`no reply to question ${id}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: UNDER_WAY }, asker))
  } finally {
    socket.close()
  }
  return replies
}

/** The replies by id. */
async function overTcp(port: number, packets: readonly Uint8Array[]): Promise<ReadonlyMap<number, Buffer>> {
  const replies = new Map<number, Buffer>()
  for (let from = 0; from < packets.length; from += UNDER_WAY)
    for (const reply of await conversation(port, packets.slice(from, from + UNDER_WAY)))
      replies.set(reply.readUInt16BE(0), reply)
  return replies
}

function conversation(port: number, packets: readonly Uint8Array[]): Promise<readonly Buffer[]> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress: clients.staff })
    const replies: Buffer[] = []
    let received = Buffer.alloc(0)
    socket.on('connect', () => socket.write(framed(...packets)))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`${replies.length} of ${packets.length} replies over TCP`)))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0)
        replies.push(received.subarray(2, end))
        received = received.subarray(end)
      }
      if (replies.length < packets.length) return
      resolve(replies)
      socket.destroy()
    })
  })
}
