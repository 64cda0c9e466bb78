import type { z } from 'zod'
import type { App, Editor, Outcome, Person, TokenRole } from '../../src/app/app.ts'
import { tokenRoles } from '../../src/app/app.ts'
import type { Text } from '../../src/policy/policy.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One thing that a program can do. The server, the OpenAPI document, the access table and the tests are all made from these. */
export interface Endpoint {
  readonly method: Method
  /** `/classes/{class}/now`, below `/api/v1`. */
  readonly path: string
  readonly who: readonly TokenRole[]
  readonly about: Text
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Most bytes of the body; 64 kB when left out. */
  readonly maxBody?: number
  /** What it answers; nothing (204) when left out. */
  readonly answer?: z.ZodType
  /** It makes something: 201. */
  readonly makes?: true
  /** It changes the policy: `If-Match` may say from which revision. */
  readonly edits?: true
  run(call: Call): Promise<Outcome<unknown, string>>
}

/** A call that was let in, with what it brought, checked. */
export interface Call<Params = Readonly<Record<string, string>>, Query = unknown, Body = unknown> {
  readonly app: App
  readonly person: Person
  /** The person, with the revision that a change of the policy is based on. */
  readonly editor: Editor
  /** When the token ends. */
  readonly until: number
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** An instant as RFC 3339, with the school's offset. */
  readonly iso: (instant: number) => string
  /** A text in the caller's language. */
  readonly say: (text: Text) => string
  /** The sentence of a warning of the health page. */
  readonly warning: (warning: { readonly problem: string; readonly detail?: string }) => string
}

/** The names between braces in a path. */
type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<Rest>
  : unknown

/** What JSON can hold: what is left out is not there, rather than undefined. */
type Given<T> = T extends object ? { [K in keyof T]: Given<Exclude<T[K], undefined>> } : T

/** The same, as desks hold it: nothing in it can be changed. */
type Held<T> = T extends readonly (infer Item)[]
  ? readonly Held<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Held<T[K]> }
    : T

interface Written<Path extends string, Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType>
  extends Omit<Endpoint, 'path' | 'query' | 'body' | 'answer' | 'run'> {
  readonly path: Path
  readonly query?: Query
  readonly body?: Body
  readonly answer?: Answer
  run(
    call: Call<ParamsOf<Path>, Given<z.output<Query>>, Given<z.output<Body>>>,
  ): Promise<Outcome<Held<z.input<Answer>>, string>> | Outcome<Held<z.input<Answer>>, string>
}

/** Writes an endpoint down, with the types of what it takes and gives. */
export function endpoint<
  const Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  // biome-ignore lint/suspicious/noConfusingVoidType: an endpoint that answers nothing passes on what its desk said.
  Answer extends z.ZodType = z.ZodType<unknown, void | unknown>,
>(written: Written<Path, Query, Body, Answer>): Endpoint {
  // The server hands it what these schemas read.
  return written as unknown as Endpoint
}

/** Who may: every program; who acts on classes; who keeps the school. */
export const everyProgram: readonly TokenRole[] = tokenRoles
export const inClass: readonly TokenRole[] = ['coordinator', 'teacher', 'director']
export const keeps: readonly TokenRole[] = ['coordinator']
export const overall: readonly TokenRole[] = ['coordinator', 'director']
export const directs: readonly TokenRole[] = ['director']
export const teaches: readonly TokenRole[] = ['teacher', 'director']

/** A value that went well. */
export const good = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value })
