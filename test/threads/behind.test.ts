import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { aProduct } from '../helpers/a-product.ts'

/** The niceness of each thread of a program, lowest first (proc_pid_stat(5), field 19). */
const niceness = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8').replace(/^.*\) /s, ''))
    .map((stat) => Number(stat.split(' ')[16]))
    .sort((a, b) => a - b)

it('the office stands behind the threads that answer questions', async () => {
  const { pid } = (await aProduct()).process
  const others = () => {
    const [usual, ...all] = niceness(pid!)
    return all.flatMap((nice) => (nice === usual ? [] : [nice - usual!]))
  }
  // What reads the lists stands behind the office, and is gone in a moment.
  await expect.poll(others, { timeout: 10_000 }).toEqual([5])
})
