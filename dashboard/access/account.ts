import { roles } from '../../src/app/app.ts'
import type { Route } from './route.ts'

/** What whoever is signed in may do. A role that is in no other table has only this. */
export const accountRoutes: readonly Route[] = [
  { route: 'GET /as/:role', who: roles },
  { route: 'POST /sign-out', who: roles },
  { route: 'GET /account', who: roles },
  { route: 'POST /account/language', who: roles },
  { route: 'POST /account/password', who: roles },
  { route: 'POST /account/pin', who: roles },
  { route: 'POST /account/devices/:device/forget', who: roles },
]
