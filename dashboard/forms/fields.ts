import type { Context } from 'hono'

/** The fields of a form or of an address, by name. Lengths are bounded; what is no text is left out. */
export class Fields {
  readonly #values: ReadonlyMap<string, readonly string[]>

  constructor(values: Iterable<readonly [string, unknown]>) {
    const map = new Map<string, string[]>()
    for (const [name, value] of values) {
      if (typeof value !== 'string') continue
      const known = map.get(name)
      if (known === undefined) map.set(name, [value.slice(0, longestOfAll)])
      else known.push(value.slice(0, longestOfAll))
    }
    this.#values = map
  }

  /** The field's text without the space around it, '' when it is missing. */
  text(name: string): string {
    return this.raw(name).trim()
  }

  /** The field's text as it was typed: for passwords, where spaces count. */
  raw(name: string): string {
    return (this.#values.get(name)?.[0] ?? '').slice(0, longest)
  }

  /** A field of many lines, such as a pasted protocol: as long as a form may be. */
  long(name: string): string {
    return this.#values.get(name)?.[0] ?? ''
  }

  /** All values of a field that may come several times, each once. */
  all(name: string): readonly string[] {
    return [...new Set((this.#values.get(name) ?? []).map((value) => value.slice(0, longest)))]
  }

  /** Undefined for an empty field. */
  optional(name: string): string | undefined {
    return this.text(name) || undefined
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** The same fields, with this one set. */
  with(name: string, value: string): Fields {
    const others = [...this.#values].filter(([key]) => key !== name)
    return new Fields([...others.flatMap(([key, all]) => all.map((each) => [key, each] as const)), [name, value]])
  }
}

const longest = 4096
const longestOfAll = 65_536
/** Most fields of one form: more than any of ours has, with every box of a large school ticked. */
const mostFields = 1000

/** A form with more fields than any of ours has. Answered with 413. */
export class TooManyFields extends Error {
  override readonly name = 'TooManyFields'
}

/** No field at all: what a form shows before it was sent. */
export const noFields = new Fields([])

/** Reads the form that was sent; a body of any other kind has no fields. Throws {@link TooManyFields}. */
export async function readFields(c: Context): Promise<Fields> {
  const form = await c.req.formData().catch(() => undefined)
  if (form === undefined) return noFields
  const sent = [...form]
  if (sent.length > mostFields) throw new TooManyFields()
  return new Fields(sent)
}
