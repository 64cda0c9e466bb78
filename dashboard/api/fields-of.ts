import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'

/** What a call takes and answers, in names: `?limit&cursor`, `{ name, room? }`. Undefined where there is nothing. */
export interface CallFields {
  readonly query: string | undefined
  readonly body: string | undefined
  readonly answer: string | undefined
}

/** The {@link CallFields} of an endpoint, from its own shapes: what may be left out has a `?` behind it. Worked out once. */
export function fieldsOf(endpoint: Endpoint): CallFields {
  const known = all.get(endpoint)
  if (known !== undefined) return known
  const names = Object.keys(endpoint.query?.shape ?? {})
  const made = {
    query: names.length === 0 ? undefined : `?${names.join('&')}`,
    body: endpoint.body && written(schemaOf(endpoint.body, 'input')),
    answer: endpoint.answer && written(schemaOf(endpoint.answer, 'output')),
  }
  all.set(endpoint, made)
  return made
}

const all = new Map<Endpoint, CallFields>()

type Schema = z.core.JSONSchema.BaseSchema
const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Schema => z.toJSONSchema(shape, { io })

function written(schema: Schema): string {
  const several = schema.anyOf ?? schema.oneOf
  if (several !== undefined) return several.map((one) => written(one as Schema)).join(' | ')
  const { properties = {}, required = [] } = schema
  const list = properties['items']
  // Of a list, what each thing in it has.
  const each = typeof list === 'object' && typeof list.items === 'object' ? (list.items as Schema) : undefined
  const names = Object.keys(properties).map((name) => {
    const told = required.includes(name) ? name : `${name}?`
    return name === 'items' && each?.properties ? `${told}: [${written(each)}]` : told
  })
  return `{ ${names.join(', ')} }`
}
