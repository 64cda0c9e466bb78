import type { ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { ASKER, isOpen, questionFor, read } from './ask.ts'

/** Milliseconds between two looks, and the longest wait. */
const LOOKS = { every: 3, patience: 60_000 }

/**
 * Seconds from `began` until a server answers rightly: the listed name without an address, the other with one. It is asked again and again, as
 * devices would. Rejects where it ends, takes a minute, or ever opens the listed name.
 */
export function secondsUntil(
  port: number,
  began: number,
  probe: { readonly listed: string; readonly open: string },
  child: ChildProcess,
): Promise<number> {
  const names = [probe.listed, probe.open]
  const right = [false, false]
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    const timer = setInterval(() => {
      if (performance.now() - began > LOOKS.patience || child.exitCode !== null)
        return finish(new Error('it does not answer'))
      for (const [id, name] of names.entries()) if (!right[id]) socket.send(questionFor(id, name), port, '127.0.0.1')
    }, LOOKS.every)
    const finish = (error?: Error) => {
      clearInterval(timer)
      socket.close()
      if (error) reject(error)
      else resolve((performance.now() - began) / 1000)
    }
    socket.bind(0, ASKER)
    socket.on('error', () => {})
    socket.on('message', (message) => {
      const id = message.readUInt16BE(0)
      const got = read(message)
      if (got.rcode !== 'NOERROR' && got.rcode !== 'NXDOMAIN') return
      if (id === 0 && isOpen(got)) return finish(new Error(`it opened ${probe.listed} while it was starting`))
      right[id] = id === 0 || isOpen(got)
      if (right[0] && right[1]) finish()
    })
  })
}
