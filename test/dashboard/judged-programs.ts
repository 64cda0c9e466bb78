import { expect } from 'vitest'
import { z } from 'zod'
import type { ADashboard } from './a-dashboard.ts'
import { programOf } from './a-program.ts'

export type Json = Record<string, unknown>
interface Document {
  readonly openapi: string
  readonly paths: Record<
    string,
    Record<string, { readonly responses: Record<string, { content?: Record<string, { schema: Json }> }> }>
  >
  readonly components: { readonly schemas: Record<string, Json> }
}

/** Checks an answer against the published document, and against nothing of ours. */
function judge(document: Document) {
  const $defs = JSON.parse(
    JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as Json
  const shapeOf = (schema: Json) =>
    z.fromJSONSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      ...(JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')) as Json),
      $defs,
    } as never)
  return async (method: string, path: string, response: Response) => {
    const operation = document.paths[path]?.[method.toLowerCase()]
    expect(operation, `${method} ${path} is in the document`).toBeDefined()
    const told = operation!.responses[String(response.status)] ?? operation!.responses['default']!
    const text = await response.text()
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    const row = `${method} ${path}: ${response.status} ${text.slice(0, 300)}`
    if (told.content === undefined) {
      expect(text, row).toBe('')
      return undefined
    }
    const schema = told.content[type]?.schema
    expect(schema, row).toBeDefined()
    const read = shapeOf(schema!).safeParse(JSON.parse(text))
    expect(read.success ? [] : read.error.issues, row).toEqual([])
    return JSON.parse(text) as Json
  }
}

/** Programs of all roles of a school, whose every answer is judged by the document that it publishes. */
export async function judgedPrograms(school: ADashboard) {
  const programs = {
    coordinator: await programOf(school, 'coordinator'),
    teacher: await programOf(school, 'teacher'),
    director: await programOf(school, 'director'),
    'first-responder': await programOf(school, 'first-responder'),
  }
  const document = (await (await programs.teacher.call('GET', '/openapi.json')).json()) as Document
  expect(document.openapi).toBe('3.1.0')
  const check = judge(document)
  const tried = new Set<string>()
  /** Calls `METHOD /path`; words in braces are filled in. The answer is judged by the document. */
  const call = async (
    who: keyof typeof programs,
    route: string,
    values: Record<string, string> = {},
    body?: unknown,
    query = '',
  ) => {
    const [method = '', path = ''] = route.split(' ')
    tried.add(route)
    school.clock.advance(1000)
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
    const response = await programs[who].call(method, address + query, body)
    const status = response.status
    return {
      status,
      json: ((await check(method, path, response)) ?? {}) as Json & { id: string; items: Json[]; next?: string },
    }
  }
  const ok = async (...words: Parameters<typeof call>) => {
    const { status, json } = await call(...words)
    expect([words[1], json['type'], status < 300], `${status} ${JSON.stringify(json)}`).toEqual([
      words[1],
      undefined,
      true,
    ])
    return json
  }
  return { call, ok, tried }
}
