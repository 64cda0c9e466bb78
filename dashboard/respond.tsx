import type { Context } from 'hono'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Env, View } from './env.ts'
import { type Undo, undoQuery } from './undo.ts'

/** What JSX makes: escaped markup. */
type Drawn = HtmlEscapedString | Promise<HtmlEscapedString>

/** Answers with a whole page. A refused form is shown again with 422. */
export async function page(c: Context<Env>, content: Drawn, status: ContentfulStatusCode = 200): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  c.header('Vary', 'HX-Request, Cookie, Accept-Language')
  return c.html(`<!doctype html>${await content}`, status)
}

/** After an act: leads to the page that shows what has become of it, with a word about it and, where there is one, the way back. */
export function done(c: Context<Env>, path: string, what: keyof View['t']['done'], undo?: Undo): Response {
  const back = undo === undefined ? '' : `&${undoQuery(undo, c.var.view.now)}`
  const [to = '', part] = path.split('#')
  const place = part === undefined ? '' : `#${part}`
  return c.redirect(`${to}${to.includes('?') ? '&' : '?'}done=${what}${back}${place}`, 303)
}

/** Whether htmx asks for a part of the page, not a browser for all of it. */
export const wantsPart = (c: Context<Env>): boolean => c.req.header('hx-request') === 'true'
