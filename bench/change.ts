import { createSocket } from 'node:dgram'
import { join } from 'node:path'

import { ask, isOpen, questionFor } from './ask.ts'
import type { Found } from './bench.ts'
import { stop } from './children.ts'
import type { Browser } from './dashboard.ts'
import { signIn } from './dashboard.ts'
import { probeOf } from './forwarder.ts'
import { underLoad } from './large-school.ts'
import { median } from './measure.ts'
import { work as workFor } from './names.ts'
import { startProduct } from './product.ts'
import { makeSchool, people, schoolClass } from './school.ts'
import type { Settings } from './settings.ts'
import { startStandIn } from './stand-in-child.ts'

/** How often the site is opened and closed again, and the questions a second meanwhile. */
const TURNS = 20
const RATE = 200
/** Milliseconds that the promise allows between the click and the first changed answer. */
const PROMISE = 1_000

/**
 * From a teacher's click to the changed answer: with the million names loaded and 200 questions a second, a signed-in teacher opens a listed site for
 * a class and closes it again, and each time a device of the class asks until the answer is the new one.
 */
export async function run(settings: Settings): Promise<Found> {
  const { folder } = settings
  const work = workFor(settings)
  const { port: upstream } = await startStandIn(folder)
  const data = join(folder, 'change')
  await makeSchool(data, work.list, { ...underLoad, grants: () => [] })
  const probe = probeOf(work)
  const product = await startProduct(data, upstream, probe)
  const quiet = askSteadily(product.port, probe.open)
  const teacher = await signIn(product.web, people.teacher)
  const opened: number[] = []
  const closed: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const took = await openAndClose(product.port, teacher, probe.listed)
    opened.push(took.opened)
    closed.push(took.closed)
  }
  quiet()
  await stop(product.child)
  const figures = { opened: figuresOf(opened), closed: figuresOf(closed) }
  const line = (what: string, { median: middle, worst }: { median: number; worst: number }) =>
    `${what}  median ${middle.toFixed(1)} ms, worst of ${TURNS}: ${worst.toFixed(1)} ms`
  const text = [
    `From the click to the changed answer (${settings.names} names loaded, ${RATE} questions a second):`,
    line('opened', figures.opened),
    line('closed', figures.closed),
  ].join('\n')
  return { text, figures, right: Math.max(figures.opened.worst, figures.closed.worst) <= PROMISE }
}

/** A teacher opens a listed site for the class of `ASKER` and closes it again: milliseconds from each click to the changed answer. Throws where it does not change. */
export async function openAndClose(port: number, teacher: Browser, site: string) {
  const opened = await changed(port, site, true, () => teacher.post(`/now/${schoolClass}/grants`, { site, end: '60' }))
  const page = await teacher.get(`/now/${schoolClass}`)
  const revoke = /action="(\/now\/[^"]+\/revoke)"/.exec(page)?.[1]
  if (revoke === undefined) throw new Error('the page does not offer to close what was opened')
  return { opened, closed: await changed(port, site, false, () => teacher.post(revoke, {})) }
}

/** Milliseconds from the click until a device of the class gets the new answer. */
async function changed(port: number, name: string, open: boolean, click: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  const clicked = click()
  while (isOpen(await ask(port, name)) !== open) {
    if (performance.now() - began > 10 * PROMISE) throw new Error(`${name} did not change in ${10 * PROMISE} ms`)
  }
  const took = performance.now() - began
  await clicked
  return took
}

/** Asks at a steady rate until the returned function is called. */
function askSteadily(port: number, name: string): () => void {
  const socket = createSocket('udp4')
  let id = 0
  const timer = setInterval(() => {
    id = (id + 1) & 0xffff
    socket.send(questionFor(id, name), port, '127.0.0.1')
  }, 1_000 / RATE)
  socket.on('message', () => {})
  return () => {
    clearInterval(timer)
    socket.close()
  }
}

const figuresOf = (times: readonly number[]) => ({ median: median(times), worst: Math.max(...times) })
