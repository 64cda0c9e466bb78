import { onTestFinished } from 'vitest'
import type { Person } from '../../src/app/app.ts'
import type { ASchoolOnline } from '../helpers/a-school-online.ts'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { presetOnLoopback } from '../helpers/lankforst.ts'
import { looksLike } from './check-clause.ts'

/** A school of a preset at work, until the test is over. */
export interface AtSchool extends ASchoolOnline {
  readonly director: Person
  readonly coordinator: Person
  /** What a device at `from` gets for a name at a moment on the wall: `open`, `safer` or `closed`, over a real socket. */
  gets(name: string, from: string, at?: string): Promise<string>
  /** Hands over all that was blocked so far, and waits until it is taken in. */
  tellAll(): Promise<void>
  /** The actions in the audit, the newest first, with all that stands in it as one text. */
  audit(limit: number): Promise<{ readonly actions: readonly string[]; readonly text: string }>
}

/** Opens a preset's school at a moment on its wall. */
export async function atSchool(preset: string, at: string): Promise<AtSchool> {
  const school = await aSchoolOnline({ at, policy: presetOnLoopback(preset) })
  onTestFinished(() => school.close())
  return {
    ...school,
    director: await school.person(['director']),
    coordinator: await school.person(['coordinator']),
    async gets(name, from, moment) {
      if (moment !== undefined) school.clock.set(moment)
      return looksLike(await school.ask(name, { from }))
    },
    async tellAll() {
      school.resolver.tellAttempts(true)
      await school.told()
    },
    async audit(limit) {
      const entries = await school.storage.audit.recent(limit)
      return { actions: entries.map(({ action }) => action), text: JSON.stringify(entries) }
    },
  }
}
