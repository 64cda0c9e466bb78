import type { Role } from '../src/app/app.ts'
import { roles } from '../src/app/app.ts'

interface Row {
  readonly route: string
  readonly who: 'everyone' | readonly Role[]
}

const signedIn: readonly Role[] = ['coordinator', 'teacher', 'director']
const inClass: readonly Role[] = ['teacher', 'director']

/** What is done with a class, in the order of the teacher's screen; the screen's own address stands with the menu. */
export const teachingRoutes: readonly Row[] = [
  { route: 'GET /now/:class', who: inClass },
  { route: 'GET /now/:class/live', who: inClass },
  { route: 'POST /now/:class/grants', who: inClass },
  { route: 'POST /now/:class/grants/:grant/revoke', who: inClass },
  { route: 'POST /now/:class/grants/:grant/needs', who: inClass },
  { route: 'GET /now/:class/stream', who: inClass },
  { route: 'POST /now/:class/park', who: inClass },
  { route: 'POST /now/:class/release', who: inClass },
  { route: 'GET /now/:class/focus', who: inClass },
  { route: 'POST /now/:class/focus', who: inClass },
  { route: 'POST /now/:class/focus/:focus/end', who: inClass },
  { route: 'POST /now/:class/focus/:focus/time', who: inClass },
  { route: 'POST /now/:class/requests/approve', who: inClass },
  { route: 'POST /now/:class/requests/refuse', who: inClass },
  { route: 'POST /now/:class/undo', who: inClass },
  { route: 'GET /now/:class/snags', who: inClass },
  { route: 'POST /now/:class/snags', who: inClass },
  { route: 'GET /now/:class/phone', who: inClass },
  { route: 'POST /now/:class/phone', who: inClass },
  { route: 'GET /now/:class/phone/:measure', who: inClass },
  { route: 'POST /now/:class/phone/:measure/end', who: inClass },
  { route: 'POST /now/:class/exclusions', who: inClass },
  { route: 'POST /now/:class/exclusions/:exclusion/lift', who: inClass },
  { route: 'GET /passes', who: signedIn },
  { route: 'POST /passes', who: signedIn },
  { route: 'POST /passes/:id/revoke', who: signedIn },
  { route: 'GET /history', who: signedIn },
]

/** The own account, and signing in with a PIN. */
export const accountRoutes: readonly Row[] = [
  { route: 'POST /pin', who: 'everyone' },
  { route: 'POST /pin/forget', who: 'everyone' },
  { route: 'GET /account', who: roles },
  { route: 'POST /account/language', who: roles },
  { route: 'POST /account/password', who: roles },
  { route: 'POST /account/pin', who: roles },
  { route: 'POST /account/devices/:device/forget', who: roles },
]
