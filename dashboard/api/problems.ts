import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { Refusal } from '../../src/app/app.ts'
import type { Texts } from '../locales/nl.ts'
import { problemText } from '../locales/texts.ts'

/** A refusal as programs get it (RFC 9457): `title` is the sentence that a person would see. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What it is about. */
  detail: z.string().optional(),
  /** Everything that is wrong in what was sent, each with its place. */
  errors: z.array(z.object({ place: z.string(), problem: z.string() })).optional(),
})

interface More {
  readonly errors?: readonly { readonly place: string; readonly problem: string }[]
  readonly status?: ContentfulStatusCode
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers with a refusal: problem+json in the caller's language. */
export function refused(c: Context, texts: Texts, refusal: Refusal, more: More = {}): Response {
  const status = more.status ?? statusOf(refusal.problem)
  const { errors } = more
  const body = {
    type: `urn:rooster:problem:${refusal.problem}`,
    title: problemText(texts, refusal),
    status,
    ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
    ...(errors === undefined ? {} : { errors }),
  }
  return c.body(JSON.stringify(body), status, { ...more.headers, 'Content-Type': 'application/problem+json' })
}

const statuses: Readonly<Record<string, ContentfulStatusCode>> = {
  'token-missing': 401,
  'token-invalid': 401,
  'not-allowed': 403,
  'not-your-class': 403,
  'token-role': 403,
  'standing-not-allowed': 403,
  'no-such-route': 404,
  'already-over': 409,
  'already-excluded': 409,
  'restore-late': 409,
  'emergency-running': 409,
  taken: 409,
  'id-taken': 409,
  'in-use': 409,
  'changed-meanwhile': 409,
  'changed-since': 409,
  'confirm-end': 409,
  'list-needs-sure': 409,
  'list-exists': 409,
  'list-gone': 404,
  'exam-running': 409,
  'exam-in-the-way': 409,
  'bad-cursor': 400,
  'bad-input': 400,
  'bad-if-match': 400,
  'not-json': 400,
  'body-too-big': 413,
  'not-json-type': 415,
  'too-many-calls': 429,
  broken: 500,
}

const statusOf = (problem: string): ContentfulStatusCode =>
  statuses[problem] ?? (problem.startsWith('unknown-') ? 404 : 422)
