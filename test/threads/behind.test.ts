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
  const all = niceness(pid!)
  const usual = all[0]!
  expect(all.filter((nice) => nice !== usual)).toEqual([usual + 5])
})
