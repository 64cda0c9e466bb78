import type { Role } from '../src/app/app.ts'
import { roles } from '../src/app/app.ts'
import { apiRoot, endpoints, routeOf } from './api/endpoints.ts'
import { directingRoutes } from './roles-directing.ts'
import { accountRoutes, teachingRoutes } from './roles-teaching.ts'
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
    | 'blocks'
    | 'rules'
    | 'platforms'
    | 'changes'
    | 'tokens'
    | 'box'
    | 'officer'
    | 'inbox'
    | 'measures'
    | 'register'
    | 'exclusions'
    | 'incidents'
    | 'openings'
    | 'emergency'
    | 'events'
    | 'audit'
    | 'board'
  readonly icon: IconName
  /** It is in the menu only where the box belongs to a board. */
  readonly ofBoard?: true
  /** The heading it stands under, in a menu that is too long for one list. */
  readonly section?: 'acting' | 'agreements' | 'school'
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
  { route: 'GET /readyz', who: 'everyone' },
  { route: 'GET /metrics', who: 'everyone' },
  { route: 'GET /status', who: 'everyone' },
  { route: 'GET /status/live', who: 'everyone' },
  { route: 'POST /status/ask', who: 'everyone' },
  { route: 'POST /status/withdraw', who: 'everyone' },
  { route: 'GET /afspraken', who: 'everyone' },
  { route: 'GET /afspraken.pdf', who: 'everyone' },
  { route: 'GET /welcome/:secret', who: 'everyone' },
  { route: 'POST /welcome/:secret', who: 'everyone' },
  { route: 'GET /pas/:secret', who: 'everyone' },
  { route: 'POST /pas/:secret', who: 'everyone' },
  { route: 'GET /uitnodiging/:secret', who: 'everyone' },
  { route: 'POST /uitnodiging/:secret', who: 'everyone' },
  { route: 'GET /filtertest', who: 'everyone' },
  { route: 'GET /filtertest/ok', who: 'everyone' },
  { route: 'GET /filtertest/ok.svg', who: 'everyone' },
  { route: 'GET /sign-in', who: 'everyone' },
  { route: 'POST /sign-in', who: 'everyone' },
  { route: 'POST /language', who: 'everyone' },
  { route: 'GET /', who: 'everyone' },
  { route: 'GET /as/:role', who: anyRole },
  { route: 'POST /sign-out', who: anyRole },
  ...accountRoutes,

  { route: 'GET /week', who: ['director'], tab: { label: 'week', icon: 'chart' } },

  { route: 'GET /now', who: inClass, tab: { label: 'now', icon: 'clock' } },
  ...teachingRoutes,

  { route: 'GET /today', who: coordinator, tab: { label: 'today', icon: 'sun' } },
  { route: 'POST /today/grants/:grant/revoke', who: coordinator },
  { route: 'POST /today/undo', who: coordinator },
  { route: 'POST /today/stop', who: coordinator },
  { route: 'POST /today/bells', who: coordinator },
  { route: 'POST /today/snags/:id/settle', who: coordinator },
  { route: 'POST /today/requests', who: coordinator },

  { route: 'GET /attempts', who: signedIn, tab: { label: 'attempts', icon: 'grate' } },
  { route: 'GET /attempts/live', who: signedIn },
  { route: 'GET /attempts/:id', who: ['coordinator', 'director'] },
  { route: 'POST /attempts/:id', who: ['coordinator', 'director'] },

  { route: 'GET /why', who: coordinator, tab: { label: 'why', icon: 'question' } },
  { route: 'POST /why/correct', who: coordinator },
  { route: 'POST /why/open', who: coordinator },
  { route: 'POST /why/undo', who: coordinator },

  { route: 'GET /rules', who: coordinator, tab: { label: 'rules', icon: 'book', section: 'agreements' } },
  { route: 'GET /rules/rule', who: coordinator },
  { route: 'POST /rules/rule', who: coordinator },
  { route: 'GET /rules/remove', who: coordinator },
  { route: 'POST /rules/remove', who: coordinator },
  { route: 'POST /rules/move', who: coordinator },
  { route: 'GET /rules/sets', who: coordinator },
  { route: 'GET /rules/set', who: coordinator },
  { route: 'POST /rules/set', who: coordinator },
  { route: 'POST /rules/set/remove', who: coordinator },
  { route: 'GET /rules/clauses', who: coordinator },
  { route: 'POST /rules/clauses', who: coordinator },
  { route: 'GET /rules/clause', who: coordinator },
  { route: 'POST /rules/clause', who: coordinator },

  { route: 'GET /platforms', who: coordinator, tab: { label: 'platforms', icon: 'apps', section: 'agreements' } },
  { route: 'POST /platforms', who: coordinator },
  { route: 'GET /platforms/:id', who: coordinator },
  { route: 'POST /platforms/:id', who: coordinator },
  { route: 'POST /platforms/:id/remove', who: coordinator },

  { route: 'GET /changes', who: coordinator, tab: { label: 'changes', icon: 'undo', section: 'agreements' } },
  { route: 'GET /changes/:number', who: coordinator },
  { route: 'POST /changes/:number/undo', who: coordinator },
  { route: 'POST /changes/:number/restore', who: coordinator },

  { route: 'GET /devices', who: coordinator, tab: { label: 'devices', icon: 'device', section: 'school' } },
  { route: 'POST /devices', who: coordinator },
  { route: 'GET /devices.csv', who: coordinator },
  { route: 'GET /devices/import', who: coordinator },
  { route: 'POST /devices/import', who: coordinator },
  { route: 'POST /devices/import/take', who: coordinator },
  { route: 'GET /devices/signs', who: coordinator },
  { route: 'POST /devices/signs', who: coordinator },
  { route: 'GET /devices/:id', who: coordinator },
  { route: 'POST /devices/:id/mark', who: coordinator },
  { route: 'POST /devices/:id/unmark', who: coordinator },
  { route: 'POST /devices/:id/mark/read', who: coordinator },
  { route: 'POST /devices/:id/data', who: coordinator },
  { route: 'POST /devices/:id', who: coordinator },
  { route: 'POST /devices/:id/erase', who: coordinator },

  { route: 'GET /classes', who: coordinator, tab: { label: 'classes', icon: 'class', section: 'school' } },
  { route: 'POST /classes', who: coordinator },
  { route: 'GET /classes/:id', who: coordinator },
  { route: 'POST /classes/:id', who: coordinator },
  { route: 'POST /classes/:id/remove', who: coordinator },

  { route: 'GET /groups', who: coordinator, tab: { label: 'groups', icon: 'group', section: 'school' } },
  { route: 'POST /groups/:id', who: coordinator },
  { route: 'GET /groups/:id', who: coordinator },
  { route: 'POST /groups/:id/networks', who: coordinator },
  { route: 'POST /groups/:id/trial', who: coordinator },
  { route: 'POST /limits', who: coordinator },

  { route: 'GET /timetable', who: coordinator, tab: { label: 'timetable', icon: 'calendar', section: 'school' } },
  { route: 'GET /timetable/:id/:weekday', who: coordinator },
  { route: 'POST /timetable/:id/:weekday', who: coordinator },
  { route: 'POST /timetable/:id', who: coordinator },
  { route: 'POST /bells', who: coordinator },
  { route: 'POST /bells/dates', who: coordinator },
  { route: 'POST /bells/:id/remove', who: coordinator },
  { route: 'POST /calendar', who: coordinator },
  { route: 'POST /calendar/holidays', who: coordinator },
  { route: 'POST /calendar/region', who: coordinator },
  { route: 'GET /calendar/file', who: coordinator },
  { route: 'POST /calendar/file', who: coordinator },
  { route: 'POST /calendar/file/take', who: coordinator },
  { route: 'POST /calendar/:index/remove', who: coordinator },

  { route: 'GET /lists', who: coordinator, tab: { label: 'lists', icon: 'list', section: 'agreements' } },
  { route: 'POST /lists/refresh', who: coordinator },

  { route: 'GET /blocks', who: coordinator, tab: { label: 'blocks', icon: 'lock', section: 'agreements' } },
  { route: 'POST /blocks/:id', who: coordinator },
  { route: 'GET /blocks/school-ca.crt', who: coordinator },

  { route: 'GET /people', who: coordinator, tab: { label: 'people', icon: 'person', section: 'school' } },
  { route: 'POST /people', who: coordinator },
  { route: 'POST /people/invite', who: coordinator },
  { route: 'GET /people/import', who: coordinator },
  { route: 'POST /people/import', who: coordinator },
  { route: 'POST /people/import/take', who: coordinator },
  { route: 'POST /people/invitations/:id/withdraw', who: coordinator },
  { route: 'POST /people/:id/reset', who: coordinator },
  { route: 'GET /people/:id', who: coordinator },
  { route: 'POST /people/:id', who: coordinator },
  { route: 'POST /people/:id/password', who: coordinator },
  { route: 'POST /people/:id/remove', who: coordinator },

  { route: 'GET /box', who: coordinator, tab: { label: 'box', icon: 'box', section: 'school' } },
  { route: 'POST /box/backup', who: coordinator },
  { route: 'POST /box/upstreams', who: coordinator },
  { route: 'GET /box/preset', who: coordinator },
  { route: 'POST /box/preset', who: coordinator },
  { route: 'GET /setup', who: coordinator },
  { route: 'GET /setup/ready', who: coordinator },
  { route: 'GET /setup/:step', who: coordinator },
  { route: 'POST /setup/school', who: coordinator },
  { route: 'POST /setup/protocol', who: coordinator },
  { route: 'POST /setup/holidays', who: coordinator },
  { route: 'POST /setup/networks', who: coordinator },
  { route: 'POST /setup/upstreams', who: coordinator },
  { route: 'POST /setup/teacher', who: coordinator },
  { route: 'POST /setup/start', who: coordinator },
  { route: 'POST /setup/restore', who: coordinator },

  { route: 'GET /tokens', who: coordinator, tab: { label: 'tokens', icon: 'plug', section: 'school' } },
  { route: 'POST /tokens', who: coordinator },
  { route: 'POST /tokens/:id/revoke', who: coordinator },

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
