import type { Role } from '../src/app/app.ts'
import { roles } from '../src/app/app.ts'
import { accountRoutes } from './access/account.ts'
import { directingRoutes } from './access/directing.ts'
import { everyonesRoutes } from './access/for-everyone.ts'
import { keepingRoutes } from './access/keeping.ts'
import { type Access, director, type Route, type Tab } from './access/route.ts'
import { teachingRoutes } from './access/teaching.ts'
import { apiRoot, endpoints, routeOf } from './api/endpoints.ts'

/** Every route and who may use it, in the order of the menu. A route that is not here is refused to everyone. */
export const routes: readonly Route[] = [
  ...everyonesRoutes,
  ...accountRoutes,
  { route: 'GET /week', who: director, tab: { label: 'week', icon: 'chart' } },
  ...teachingRoutes,
  ...keepingRoutes,
  ...directingRoutes,
  { route: `GET ${apiRoot}/openapi.json`, who: 'everyone' },
  // Of programs: a role here is that of a token. `dashboard/api` asks for it itself.
  ...endpoints.map((endpoint) => ({ route: routeOf(endpoint), who: endpoint.who })),
]

const table = new Map(routes.map(({ route, who }) => [route, who]))

/** Who may use a route, named as `GET /now`. Undefined for one that is not in the table. */
export const accessTo = (route: string): Access | undefined => table.get(route)

/** Whether a person with these roles may use what `access` guards. */
export function mayUse(access: Access | undefined, roles: readonly Role[]): boolean {
  if (access === undefined) return false
  return access === 'everyone' || access.some((role) => roles.includes(role))
}

/** A menu entry with its address. */
export interface MenuItem extends Tab {
  readonly href: string
}

/** The menu of a role, in the order of the table. */
export function menuOf(role: Role): readonly MenuItem[] {
  return routes.flatMap(({ route, who, tab }) =>
    tab && who !== 'everyone' && who.includes(role) ? [{ ...tab, href: route.slice('GET '.length) }] : [],
  )
}

/** The roles in the order in which they come first: the widest view of the school first. */
export const rolesInOrder: readonly Role[] = [
  ...(['coordinator', 'director', 'teacher'] as const),
  ...roles.filter((role) => role !== 'coordinator' && role !== 'director' && role !== 'teacher'),
]

const startPages: Readonly<Partial<Record<Role, string>>> = {
  coordinator: '/today',
  director: '/week',
  teacher: '/now',
  mentor: '/inbox',
  'team-leader': '/inbox',
  manager: '/inbox',
  'anti-bullying-coordinator': '/inbox',
  'confidential-counsellor': '/inbox',
  'first-responder': '/emergency',
  officer: '/officer',
}

/** The page a role begins on; "Wat mag nu?" for one that has no pages of its own. */
export const startPageOf = (role: Role): string => startPages[role] ?? '/status'
