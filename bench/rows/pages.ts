import { cursorOf } from '../../dashboard/api/cursor.ts'
import { apiRoot } from '../../dashboard/api/endpoints.ts'
import { routes } from '../../dashboard/roles.ts'
import type { Role } from '../../src/app/app.ts'
import { classId } from '../large-school.ts'
import type { ManySchool } from './many-school.ts'
import { DAY, deviceIds, NOW } from './many-school.ts'

/** One page, report, file or call, as somebody asks for it. */
export interface Page {
  /** Whose page it is; of a call under `/api`, the role of the program. */
  readonly as: Role | undefined
  readonly path: string
  /** What a form sends along, where it is no plain page. */
  readonly form?: Readonly<Record<string, string>>
  /** It is all of something, read in steps between which others get their turn: it may take as long as it does. */
  readonly inSteps?: true
}

/** Routes that are no page of their own, and why. */
const left: ReadonlyMap<string, string> = new Map([
  ['/status/live', 'a stream'],
  ['/attempts/live', 'a stream'],
  ['/blocks/school-ca.crt', 'a file of a school that has an authority'],
  ['/filtertest/ok', 'of another name'],
  ['/filtertest/ok.svg', 'of another name'],
  ['/metrics', 'with the token of a program: below'],
  ['/rules/remove', 'of one rule: below'],
  ['/rules/clause', 'of one clause: below'],
  ...['/board', '/board.pdf', '/board.csv', `${apiRoot}/board`].map(
    (path) => [path, 'of a school with a board'] as const,
  ),
  ['/healthz', 'of the whole product'],
  ['/readyz', 'of the whole product'],
  [`${apiRoot}/explain`, 'of a name: below'],
  [`${apiRoot}/overview`, 'of a span: below'],
  [`${apiRoot}/lists/search`, 'of a name: below'],
  ['/lists/reading', 'a part of a page'],
  ['/lists/own', 'of a kind of sites: below'],
  [`${apiRoot}/lists/own`, 'of a kind of sites: below'],
  [`${apiRoot}/policy/diff`, 'of two revisions: below'],
])

/** Every page, report and call that shows something, each with each filter that it offers: values that many rows have, few, and none. */
export function pagesOf(school: ManySchool): readonly Page[] {
  return [...plainPages(), ...attemptPages(school), ...overviewPages(school), ...auditPages(school), ...others(school)]
}

/** What the access table has without anything to fill in: a page that is added is here by itself. */
function plainPages(): readonly Page[] {
  return routes.flatMap(({ route, who }) => {
    const [method, path = ''] = route.split(' ')
    if (method !== 'GET' || path.includes(':') || left.has(path)) return []
    return [{ as: who === 'everyone' ? undefined : roleOf(who), path }]
  })
}

const roleOf = (who: readonly Role[]): Role | undefined =>
  (['coordinator', 'director', 'teacher', 'officer', 'mentor'] as const).find((role) => who.includes(role))

type Filter = Readonly<Record<string, string>>

function attemptPages({ catalogue, office, folder }: ManySchool): readonly Page[] {
  const [platform, category] = [catalogue.platforms[3]!, catalogue.categories[0]!]
  const group = office.app.school.policy().groups[0]!.id
  const often = platform.names[0]!
  const one: readonly Filter[] = [
    { group },
    { group: 'nobody' },
    { class: classId(3) },
    { name: often },
    { name: `www.${category}-399.example` },
    { name: 'nothing.example.net' },
    { name: 'example' },
    { name: 'nl' },
    { name: 'tube' },
    { name: 'zzqqxx' },
    { name: '%' },
    { platform: platform.id },
    { platform: 'none' },
    { category },
    ...['rule', 'locked', 'park', 'exclusion'].map((reason) => ({ reason })),
  ]
  const several: readonly Filter[] = [
    {},
    { class: classId(3), name: often },
    { class: classId(3), name: 'zzqqxx' },
    { class: classId(3), platform: platform.id },
    { class: classId(3), category, reason: 'park' },
    { group, reason: 'park' },
    { group, name: 'tube' },
    { group, class: classId(3), platform: platform.id, reason: 'locked', name: often },
  ]
  const spans: readonly Filter[] = ['today', 'yesterday', 'week'].map((span) => ({ span }))
  const deep = { before: String(NOW - 9 * DAY) }
  const byPeople = [
    ...[...several, ...one].flatMap((filter, i) => [filter, { ...filter, ...spans[i % spans.length]! }]),
    ...[...several, ...one].filter((_, i) => i % 3 === 0).map((filter) => ({ ...filter, ...deep })),
    { class: classId(3), from: '2026-11-17T09:00', until: '2026-11-17T10:00', before: String(NOW), beforeId: '99' },
  ]
  const iso = (back: number) => new Date(NOW - back * DAY).toISOString()
  const cursor = cursorOf([NOW - 9 * DAY, 5])
  // A program is told so where a group has too few devices.
  const shown = [...several, ...one].filter((filter) => filter['group'] !== 'nobody')
  const byPrograms = shown.map((filter, i) =>
    i % 2 === 0 ? { ...filter, cursor } : { ...filter, from: iso(5), until: iso(4), limit: '200' },
  )
  const forTeachers: readonly Filter[] = [
    {},
    { name: often },
    { name: 'zzqqxx' },
    { platform: platform.id },
    { reason: 'park' },
  ]
  const device = deviceIds(folder)[7]!.id
  return [
    ...byPeople.map((filter) => ({ as: 'coordinator' as const, path: `/attempts${queryOf(filter)}` })),
    ...forTeachers.map((filter) => ({ as: 'teacher' as const, path: `/attempts${queryOf(filter)}` })),
    ...byPrograms.map((filter) => ({ as: 'coordinator' as const, path: `${apiRoot}/attempts${queryOf(filter)}` })),
    ...forTeachers.map((filter) => ({ as: 'teacher' as const, path: `${apiRoot}/attempts${queryOf(filter)}` })),
    { as: 'coordinator', path: '/attempts/1' },
    { as: 'director', path: '/attempts/1', form: { reason: 'een melding' } },
    { as: 'coordinator', path: `/devices/${device}` },
    { as: 'coordinator', path: `/devices/${device}/data`, form: { reason: 'inzageverzoek' }, inSteps: true },
  ]
}

function overviewPages({ catalogue, office: { app } }: ManySchool): readonly Page[] {
  const date = (back: number) => app.zone.plusDays(app.zone.at(NOW).date, -back)
  const group = app.school.policy().groups[0]!.id
  const subject = `platform:${catalogue.platforms[3]!.id}`
  const limits: readonly Filter[] = [
    {},
    { group },
    { subject },
    { kind: 'lesson' },
    { kind: 'break' },
    { kind: 'outside' },
  ]
  const all = { group, subject, kind: 'lesson' }
  const ready = ['day', 'week', 'month', 'term', 'year'].map((span) => ({ span }))
  const free = [6, 90, 365, 700].map((back) => ({ from: date(back), to: date(0) }))
  const limited = (span: Filter) => [...limits, all].map((limit) => ({ ...span, ...limit }))
  const ofPeople = [...ready.flatMap(limited), ...free, { span: 'year', of: date(365) }]
  const ofPrograms = [...free.slice(0, -1), ...limited(free.at(-1)!)]
  const files = [{ span: 'week' }, { span: 'year' }, { from: date(700), to: date(0) }, { span: 'year', ...all }]
  return [
    ...ofPeople.map((filter) => ({ as: 'director' as const, path: `/week${queryOf(filter)}` })),
    ...files.flatMap((filter) =>
      ['pdf', 'csv'].map((kind) => ({ as: 'director' as const, path: `/week.${kind}${queryOf(filter)}` })),
    ),
    ...ofPrograms.map((filter) => ({ as: 'director' as const, path: `${apiRoot}/overview${queryOf(filter)}` })),
    ...[0, 7, 365].map((back) => ({ as: 'director' as const, path: `${apiRoot}/weeks/${date(back)}` })),
  ]
}

function auditPages({ office: { app }, people }: ManySchool): readonly Page[] {
  const area = app.audit.areas(people.get('officer')!)[0]!.id
  const date = app.zone.at(NOW).date
  const filters: readonly Filter[] = [
    { area },
    { by: 'coordinator' },
    { role: 'coordinator' },
    { about: 'groep' },
    { from: date, to: date },
    { area, by: 'coordinator', role: 'coordinator', about: 'groep', from: date, to: date },
  ]
  const kinds = ['/audit', '/audit.csv', '/audit.pdf']
  return filters.flatMap((filter) =>
    kinds.map((kind) => ({ as: 'officer' as const, path: `${kind}${queryOf(filter)}` })),
  )
}

function others({ catalogue, office: { app }, folder }: ManySchool): readonly Page[] {
  const [group, platform] = [app.school.policy().groups[0]!.id, catalogue.platforms[3]!]
  const device = deviceIds(folder)[7]!.id
  const own = classId(0)
  const ofCoordinator = [
    `/why${queryOf({ name: platform.names[0]!, group })}`,
    `/why${queryOf({ name: platform.names[0]!, id: device })}`,
    `/devices${queryOf({ q: 'device 7', group, class: classId(3), show: 'known' })}`,
    `/devices${queryOf({ show: 'unknown' })}`,
    `/groups/${group}`,
    `/classes/${classId(3)}`,
    `/platforms/${platform.id}`,
    '/changes/1',
    `/rules/clause${queryOf({ id: Object.keys(app.school.policy().clauses)[0]! })}`,
    `/rules/remove${queryOf({ id: app.school.policy().rules[0]!.id })}`,
    `${apiRoot}/explain${queryOf({ name: platform.names[0]!, group })}`,
    `${apiRoot}/lists/search${queryOf({ name: platform.names[0]! })}`,
    `/lists${queryOf({ q: platform.names[0]! })}`,
    ...['/lists/own', `${apiRoot}/lists/own`].map(
      (path) => `${path}${queryOf({ category: catalogue.categories[0]! })}`,
    ),
    `${apiRoot}/devices/${device}`,
  ]
  const ofTeacher = ['', '/focus', '/snags', '/phone', '/live'].map((part) => `/now/${own}${part}`)
  const calls = ['now', 'snags'].map((part) => `${apiRoot}/classes/${own}/${part}`)
  return [
    ...ofCoordinator.map((path) => ({ as: 'coordinator' as const, path })),
    ...[...ofTeacher, ...calls].map((path) => ({ as: 'teacher' as const, path })),
    { as: 'coordinator', path: '/metrics' },
  ]
}

function queryOf(filter: Filter): string {
  const query = new URLSearchParams(filter).toString()
  return query && `?${query}`
}
