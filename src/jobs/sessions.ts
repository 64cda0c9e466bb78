import type { SessionStore } from '../storage/session-store.ts'
import type { ClockWatch } from './clock-check.ts'
import { clockIsRight } from './clock-check.ts'

/** Deletes sessions that ended. A wrong clock signs nobody out for good: then nothing is done. Returns how many. */
export async function cleanSessions(
  parts: ClockWatch & { readonly sessions: SessionStore; readonly sessionLasts: number },
): Promise<number> {
  if (!(await clockIsRight('sessions', parts))) return 0
  return await parts.sessions.removeUnusedSince(parts.clock() - parts.sessionLasts)
}
