import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { apiRoot, endpoints } from './endpoints.ts'
import { problemShape } from './problems.ts'
import { shapes, sharedShapes } from './shapes.ts'

type Json = Readonly<Record<string, unknown>>

/** What the API is, for programs and those who write them: OpenAPI 3.1, made from the endpoints themselves. */
export function openApi(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const endpoint of endpoints) {
    const operations = paths[endpoint.path] ?? {}
    paths[endpoint.path] = { ...operations, [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rooster',
      version,
      description:
        'Each call carries a token (`Authorization: Bearer rooster_...`) that a coordinator or director made on the page Tokens. No token makes a way in (tokens, accounts, passwords, passes, links), and none reads what people reported in confidence. Instants are RFC 3339; dates and times of day are those of the school. Refusals are problem+json (RFC 9457), in Dutch or English by Accept-Language. Pages: give `next` as `cursor`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: apiRoot }],
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas: schemas() },
  }
}

const LATE = 'Done, and being passed on: the filter was busy, and it does not hold for every device yet'

const revised = {
  headers: { ETag: { description: 'The revision that holds now, for If-Match', schema: { type: 'string' } } },
}

function operation(endpoint: Endpoint): Json {
  const { who, about, body, answer, makes, method, edits } = endpoint
  const given = answer === undefined ? {} : { content: content(nameOf(endpoint, 'Answer')) }
  const status = answer === undefined ? '204' : makes ? '201' : '200'
  return {
    operationId: idOf(endpoint),
    summary: about.en,
    description: `${about.nl}. Roles: ${who.join(', ')}.`,
    parameters: parametersOf(endpoint),
    ...(body === undefined ? {} : { requestBody: { required: true, content: content(nameOf(endpoint, 'Body')) } }),
    responses: {
      [status]: { description: 'Done', ...(edits ? revised : {}), ...given },
      ...(method === 'GET' ? {} : { 202: { description: LATE, ...given } }),
      default: { description: 'Refused', content: { 'application/problem+json': { schema: ref('Problem') } } },
    },
  }
}

function parametersOf({ path, query, edits }: Endpoint): readonly Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, shape]) => ({
    ...{ name, in: 'query', required: !shape.safeParse(undefined).success },
    schema: bare(z.toJSONSchema(shape, { io: 'output' })),
  }))
  const basedOn = { name: 'If-Match', in: 'header', required: false, schema: { type: 'string' } }
  const words = 'The revision that the change is based on: what it changes may not have changed since.'
  return [...inPath, ...inQuery, ...(edits ? [{ ...basedOn, description: words }] : [])]
}

/** Every shape by its name: those that are shared, and what each operation takes and answers. */
function schemas(): Json {
  const [taken, given] = [z.registry<{ id: string }>(), z.registry<{ id: string }>()]
  for (const { shape, id } of sharedShapes) {
    taken.add(shape, { id })
    if (!onlyTaken.has(id)) given.add(shape, { id })
  }
  given.add(problemShape, { id: 'Problem' })
  for (const endpoint of endpoints) {
    if (endpoint.body && !taken.has(endpoint.body)) taken.add(endpoint.body, { id: idOf(endpoint, 'Body') })
    if (endpoint.answer && !given.has(endpoint.answer)) given.add(endpoint.answer, { id: idOf(endpoint, 'Answer') })
  }
  const uri = (id: string) => `#/components/schemas/${id}`
  // What is taken may leave out what has a usual value; no shape that is both taken and given has one.
  const all = {
    ...z.toJSONSchema(taken, { uri, io: 'input' }).schemas,
    ...z.toJSONSchema(given, { uri, io: 'output' }).schemas,
  }
  return Object.fromEntries(Object.entries(all).map(([id, schema]) => [id, bare(schema as Json)]))
}

/** Shapes that are never answered. */
const onlyTaken: ReadonlySet<string> = new Set(['DeviceWish', 'End', 'Openable', 'Audience'])

function bare({ $schema: _, $id: __, ...schema }: Json): Json {
  return schema
}

const content = (id: string): Json => ({ 'application/json': { schema: ref(id) } })
const ref = (id: string): Json => ({ $ref: `#/components/schemas/${id}` })

function nameOf(endpoint: Endpoint, what: 'Body' | 'Answer'): string {
  const shape = what === 'Body' ? endpoint.body : endpoint.answer
  return (shape && shapes.get(shape)?.id) ?? idOf(endpoint, what)
}

/** `getClassesClassNow`, with a word behind it. */
function idOf({ method, path }: Endpoint, what = ''): string {
  const words = path.split(/\W+/).filter((word) => word !== '')
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('') + what
}
