import { setTimeout } from 'node:timers/promises'
import type { Storage } from '../../storage/storage.ts'
import type { Clock } from '../../time/clock.ts'
import type { Parts } from '../parts.ts'
import type { ListOffice } from './list-office.ts'

// A command cannot speak to a running server. It leaves word in the database, where the server looks every second.

/** Makes the function with which a server looks whether a command wants the lists read anew; it reads them when one does. */
export async function listWishes({ storage: { jobs } }: Parts, lists: ListOffice): Promise<() => Promise<void>> {
  let fulfilled = await jobs.lastRun(WISH)
  return async () => {
    const wish = await jobs.lastRun(WISH)
    if (wish === undefined || wish === fulfilled) return
    fulfilled = wish
    await lists.refresh('console')
    await jobs.ran(FULFILLED, wish)
  }
}

/** Leaves word that the lists are to be read anew. Resolves to whether a running server did so, within `patience` milliseconds. */
export async function wishForLists({ jobs }: Storage, clock: Clock, patience: number): Promise<boolean> {
  const wish = Math.max(clock(), ((await jobs.lastRun(WISH)) ?? 0) + 1)
  await jobs.ran(WISH, wish)
  for (let waited = 0; waited < patience; waited += STEP) {
    await setTimeout(STEP)
    if ((await jobs.lastRun(FULFILLED)) === wish) return true
  }
  return false
}

const WISH = 'lists-wanted'
const FULFILLED = 'lists-wanted-read'
/** Milliseconds between two looks. */
const STEP = 50
