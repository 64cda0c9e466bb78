import type { Role } from '../src/app/app.ts'
import { roles } from '../src/app/app.ts'
import type { IconName } from './views/icon.tsx'

/** Who may use a route: everyone on the network, or people who hold one of these roles. */
export type Access = 'everyone' | readonly Role[]

/** A route's place in the menu. The label is a key of the wording. */
export interface Tab {
  readonly label:
    | 'now'
    | 'attempts'
    | 'today'
    | 'groups'
    | 'classes'
    | 'devices'
    | 'timetable'
    | 'lists'
    | 'why'
    | 'people'
    | 'week'
  readonly icon: IconName
}

/** One row of the access table. */
export interface Route {
  readonly route: string
  readonly who: Access
  readonly tab?: Tab
}

/** Whoever is signed in. A role that has nothing else in this table has only this. */
const anyRole: Access = roles
const signedIn: Access = ['coordinator', 'teacher', 'director']
const coordinator: Access = ['coordinator']
const inClass: Access = ['teacher', 'director']

/** Every route and who may use it, in the order of the menu. A route that is not here is refused to everyone. */
export const routes: readonly Route[] = [
  { route: 'GET /assets/:file', who: 'everyone' },
  { route: 'GET /healthz', who: 'everyone' },
  { route: 'GET /status', who: 'everyone' },
  { route: 'GET /welcome/:secret', who: 'everyone' },
  { route: 'POST /welcome/:secret', who: 'everyone' },
  { route: 'GET /pas/:secret', who: 'everyone' },
  { route: 'POST /pas/:secret', who: 'everyone' },
  { route: 'GET /sign-in', who: 'everyone' },
  { route: 'POST /sign-in', who: 'everyone' },
  { route: 'POST /language', who: 'everyone' },
  { route: 'GET /', who: 'everyone' },
  { route: 'GET /as/:role', who: anyRole },
  { route: 'POST /sign-out', who: anyRole },

  { route: 'GET /week', who: ['director'], tab: { label: 'week', icon: 'chart' } },

  { route: 'GET /now', who: inClass, tab: { label: 'now', icon: 'clock' } },
  { route: 'GET /now/:class', who: inClass },
  { route: 'GET /now/:class/live', who: inClass },
  { route: 'POST /now/:class/grants', who: inClass },
  { route: 'POST /now/:class/grants/:grant/revoke', who: inClass },

  { route: 'GET /today', who: coordinator, tab: { label: 'today', icon: 'sun' } },
  { route: 'POST /today/grants/:grant/revoke', who: coordinator },
  { route: 'POST /today/undo', who: coordinator },

  { route: 'GET /attempts', who: signedIn, tab: { label: 'attempts', icon: 'grate' } },
  { route: 'GET /attempts/live', who: signedIn },
  { route: 'GET /attempts/:id', who: ['coordinator', 'director'] },
  { route: 'POST /attempts/:id', who: ['coordinator', 'director'] },

  { route: 'GET /why', who: coordinator, tab: { label: 'why', icon: 'question' } },

  { route: 'GET /devices', who: coordinator, tab: { label: 'devices', icon: 'device' } },
  { route: 'POST /devices', who: coordinator },
  { route: 'GET /devices/:id', who: coordinator },
  { route: 'POST /devices/:id', who: coordinator },
  { route: 'POST /devices/:id/erase', who: coordinator },

  { route: 'GET /classes', who: coordinator, tab: { label: 'classes', icon: 'class' } },
  { route: 'POST /classes', who: coordinator },
  { route: 'POST /classes/:id/remove', who: coordinator },

  { route: 'GET /groups', who: coordinator, tab: { label: 'groups', icon: 'group' } },
  { route: 'POST /groups/:id', who: coordinator },
  { route: 'POST /groups/:id/networks', who: coordinator },

  { route: 'GET /timetable', who: coordinator, tab: { label: 'timetable', icon: 'calendar' } },
  { route: 'GET /timetable/:id/:weekday', who: coordinator },
  { route: 'POST /timetable/:id/:weekday', who: coordinator },
  { route: 'POST /calendar', who: coordinator },
  { route: 'POST /calendar/:index/remove', who: coordinator },

  { route: 'GET /lists', who: coordinator, tab: { label: 'lists', icon: 'list' } },
  { route: 'POST /lists/refresh', who: coordinator },

  { route: 'GET /people', who: coordinator, tab: { label: 'people', icon: 'person' } },
  { route: 'POST /people', who: coordinator },
  { route: 'GET /people/:id', who: coordinator },
  { route: 'POST /people/:id', who: coordinator },
  { route: 'POST /people/:id/password', who: coordinator },
  { route: 'POST /people/:id/remove', who: coordinator },
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
}

/** The page a role begins on; "Wat mag nu?" for one that has no pages of its own. */
export const startPageOf = (role: Role): string => startPages[role] ?? '/status'
