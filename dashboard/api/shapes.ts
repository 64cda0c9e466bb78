import { z } from 'zod'

// What programs send and get. Instants are RFC 3339 with an offset; dates and times of day are the school's wall.

/** Shapes with a name of their own in the OpenAPI document. */
export const shapes = z.registry<{ id: string }>()
/** The same in a row. */
export const sharedShapes: { readonly shape: z.ZodType; readonly id: string }[] = []

/** Gives a shape a name in the document: it is told once, also where it is used several times. */
export function named<Shape extends z.ZodType>(id: string, shape: Shape): Shape {
  shapes.add(shape, { id })
  sharedShapes.push({ shape, id })
  return shape
}

export const id = z.string().min(1).max(200)
export const ids = z.array(id).max(500)
export const instant = z.iso.datetime({ offset: true })
export const date = z.iso.date()
export const reason = z.string().max(500)
export const count = z.int().min(0)
const minutes = z.int().min(1).max(1440)
const time = z.string().regex(/^\d\d:\d\d$/)

/** A page of many: `next` is for the parameter `cursor`, and left out on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() })
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
})

export const end = named(
  'End',
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('lesson') }),
    z.object({ kind: z.literal('minutes'), minutes }),
    z.object({ kind: z.literal('break') }),
    z.object({ kind: z.literal('day') }),
    z.object({ kind: z.literal('time'), time }),
    z.object({ kind: z.literal('standing'), date }),
  ]),
)
export const parkEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lesson') }),
  z.object({ kind: z.literal('minutes'), minutes }),
])
export const focusEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lesson') }),
  z.object({ kind: z.literal('minutes'), minutes }),
  z.object({ kind: z.literal('time'), time }),
])
export const openable = named(
  'Openable',
  z.union([
    z.strictObject({ platform: id }),
    z.strictObject({ site: id }),
    z.strictObject({ set: id }),
    z.strictObject({ category: id }),
  ]),
)
export const listed = z.union([z.strictObject({ site: id }), z.strictObject({ platform: id })])
export const audience = named('Audience', z.object({ kind: z.enum(['class', 'group', 'device']), id }))
export const target = named(
  'Target',
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('site'), name: z.string() }),
    z.object({ kind: z.literal('platform'), id: z.string() }),
    z.object({ kind: z.literal('set'), id: z.string() }),
    z.object({ kind: z.literal('category'), id: z.string() }),
    z.object({ kind: z.literal('everything') }),
  ]),
)
export const kindOfTime = z.enum(['lesson', 'break', 'inloop', 'outside'])

export const grant = named(
  'Grant',
  z.object({
    id: z.string(),
    audience: z.object({ kind: z.enum(['class', 'group', 'device']), id: z.string() }),
    target,
    name: z.string(),
    by: z.string(),
    from: instant,
    until: instant,
    /** Until when it is open by this grant or a later one. */
    openUntil: instant,
    /** It is for a room, and ends with the bell. */
    untilBell: z.literal(true).optional(),
    resting: z.enum(['park', 'focus', 'exam']).optional(),
    reason: z.string().optional(),
  }),
)
export const park = named(
  'Park',
  z.object({
    id: z.string(),
    class: z.string(),
    by: z.string(),
    from: instant,
    until: instant,
    examGoesOn: z.boolean(),
  }),
)
export const focus = named(
  'Focus',
  z.object({
    id: z.string(),
    class: z.string(),
    exam: z.boolean(),
    examId: z.string().optional(),
    name: z.string().optional(),
    listed: z.array(z.object({ target, name: z.string() })),
    by: z.string(),
    from: instant,
    until: instant,
    resting: z.literal('park').optional(),
  }),
)
export const exam = named(
  'Exam',
  z.object({
    id: z.string(),
    name: z.string().optional(),
    listed: z.array(z.object({ target, name: z.string() })),
    by: z.string(),
    from: instant,
    until: instant,
    rooms: z.array(z.object({ focus: z.string(), class: z.string(), from: instant, until: instant })),
  }),
)
export const emergency = named(
  'Emergency',
  z.object({
    id: z.string(),
    for: z.enum(['staff', 'everyone']),
    from: instant,
    until: instant,
    by: z.string(),
    leftOut: z.array(z.string()),
  }),
)
export const request = named(
  'Request',
  z.object({
    class: z.string().optional(),
    key: z.string(),
    target,
    name: z.string(),
    devices: count,
    enrolled: count,
    reasons: z.array(z.string()),
    since: instant,
    expires: instant,
  }),
)
export const exclusion = named(
  'Exclusion',
  z.object({
    id: z.string(),
    device: z.string(),
    classes: z.array(z.string()),
    from: instant,
    until: instant,
    by: z.string(),
    clause: z.string().optional(),
    reason: z.string().optional(),
    earlier: count,
  }),
)
export const device = named(
  'Device',
  z.object({
    id: z.string(),
    label: z.string(),
    mac: z.string().optional(),
    addresses: z.array(z.string()),
    group: z.string(),
    classes: z.array(z.string()),
    known: z.boolean(),
    randomMac: z.boolean(),
    lastSeen: instant.optional(),
  }),
)
export const deviceWish = named(
  'DeviceWish',
  z.strictObject({
    label: z.string().max(200),
    mac: z.string().max(50).optional(),
    address: z.string().max(50).optional(),
    group: id,
    classes: ids.default([]),
  }),
)
export const revision = named('Revision', z.object({ number: z.int(), at: instant, by: z.string(), why: z.string() }))
export const change = named(
  'Change',
  z.object({
    place: z.string(),
    kind: z.enum(['added', 'removed', 'changed', 'moved']),
    /** What is written there in the YAML; null where nothing is. */
    before: z.unknown(),
    after: z.unknown(),
  }),
)

export const figure = z.object({ name: z.string(), count })
