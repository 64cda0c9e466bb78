import { chmodSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import type { Trace, TraceQuestion } from '../link.ts'

/** Why a running server did not trace. */
export type TraceProblem = 'not-running' | 'no-answer' | 'no-resolver'

/** Bytes of the longest question, and milliseconds before a visitor who says nothing, or a server that does, is given up. */
const LIMITS = { question: 2_048, patience: 15_000 }

/** A socket in the data folder: who may read what lies there may ask what comes of a question, and nobody over the network can. */
const pathIn = (data: string): string => join(data, 'trace.sock')

/** Answers `rooster trace` beside this server until it is closed. Where no socket can be made (the folder's path is too long, say) `warn` is told. */
export function openTraceDoor(
  data: string,
  trace: (question: TraceQuestion) => Promise<Trace | undefined>,
  warn: (line: string) => void,
): { close(): void } {
  const path = pathIn(data)
  // What a server that died has left behind; two do not run on one folder.
  rmSync(path, { force: true })
  const server: Server = createServer((socket) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.setTimeout(LIMITS.patience, () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('data', (more) => {
      text += more
      if (text.length > LIMITS.question) return void socket.destroy()
      if (!text.includes('\n')) return
      const question = readQuestion(text)
      if (question === undefined) return void socket.destroy()
      void trace(question).then((done) => socket.end(JSON.stringify(done ?? null)))
    })
  })
  server.maxConnections = 4
  server.on('error', (error) => warn(`trace: ${error.message}`))
  server.listen(path, () => chmodSync(path, 0o600))
  return {
    close() {
      server.close()
    },
  }
}

/** Asks the server that runs on a data folder. */
export function askTrace(data: string, question: TraceQuestion): Promise<Trace | TraceProblem> {
  return new Promise((resolve) => {
    let text = ''
    let isThere = false
    const socket = connect(pathIn(data), () => {
      isThere = true
      socket.write(`${JSON.stringify(question)}\n`)
    })
    socket.setEncoding('utf8')
    socket.setTimeout(LIMITS.patience, () => socket.destroy())
    socket.on('data', (more) => (text += more))
    socket.on('error', () => {})
    socket.on('close', () => {
      if (text === '') resolve(isThere ? 'no-answer' : 'not-running')
      else resolve((JSON.parse(text) as Trace | null) ?? 'no-resolver')
    })
  })
}

function readQuestion(text: string): TraceQuestion | undefined {
  try {
    const { name, type, from } = JSON.parse(text) as TraceQuestion
    const isSound = typeof name === 'string' && typeof from === 'string' && Number.isInteger(type) && type > 0
    return isSound && type < 65_536 ? { name, type, from } : undefined
  } catch {
    return undefined
  }
}
