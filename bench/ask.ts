import { createSocket } from 'node:dgram'
import { decode, encode, RECURSION_DESIRED } from 'dns-packet'

/** What an A question got: addresses, or the lack of them; undefined where nothing came in time. */
export type Got = { readonly rcode: string; readonly addresses: readonly string[] } | undefined

/** Who asks where nobody else is named: a pupil's device of {@link underLoad}, and not this machine itself, which has no limit. */
export const ASKER = '127.1.0.1'

/** Asks a server on this machine for the A records of a name, from one of the loopback addresses. */
export function ask(port: number, name: string, from = ASKER, patience = 1_000): Promise<Got> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const id = Math.floor(Math.random() * 65_536)
    const finish = (got: Got) => {
      clearTimeout(timer)
      socket.close()
      resolve(got)
    }
    const timer = setTimeout(() => finish(undefined), patience)
    socket.on('message', (message) => {
      if (message.readUInt16BE(0) === id) finish(read(message))
    })
    socket.on('error', () => finish(undefined))
    socket.bind(0, from, () => socket.send(questionFor(id, name), port, '127.0.0.1'))
  })
}

/** The bytes of an A question. */
export function questionFor(id: number, name: string): Buffer {
  return encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [{ type: 'A', name }] })
}

/** Reports whether a reply has the address that the stand-in upstream gives every name: it was let through. */
export function isOpen(got: Got): boolean {
  return got?.addresses.includes('192.0.2.1') ?? false
}

/** Reads a reply. */
export function read(message: Buffer): NonNullable<Got> {
  const reply = decode(message)
  const answers = reply.answers ?? []
  return {
    rcode: String((reply as { readonly rcode?: string }).rcode),
    addresses: answers.flatMap((answer) => (answer.type === 'A' ? [answer.data] : [])),
  }
}
