import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts } from '../env.ts'
import { clausesToSave, type Pasted, readClauses } from '../forms/clauses.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { ClausePage } from '../views/clause-form.tsx'
import { ClausesPage } from '../views/clauses.tsx'
import { ErrorPage } from '../views/error-page.tsx'

/** The sentences of the protocol: pasted, corrected one by one, and laid to the rules that carry them out. */
export function clausePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = (c: Context<Env>, fields: Fields, pasted?: Pasted, problem?: Refusal) => {
    const props = { view: c.var.view, policy: app.school.policy(), fields, pasted, problem }
    return page(c, <ClausesPage {...props} />, problem ? 422 : 200)
  }

  const one = (c: Context<Env>, id: string, fields: Fields, problem?: Refusal) => {
    const policy = app.school.policy()
    if (!Object.hasOwn(policy.clauses, id)) return page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
    const props = { view: c.var.view, id, text: policy.clauses[id]!, rules: app.rules.list(), fields, problem }
    return page(c, <ClausePage {...props} />, problem ? 422 : 200)
  }

  pages.get('/rules/clauses', (c) => show(c, noFields))

  pages.post('/rules/clauses', async (c) => {
    const fields = await readFields(c)
    const pasted = readClauses(fields.long('text'))
    if (pasted.clauses.length === 0) return show(c, fields, undefined, { ok: false, problem: 'nothing-numbered' })
    if (fields.text('do') !== 'save') return show(c, fields, pasted)
    const taken = pasted.clauses.filter(({ id }) => fields.all('take').includes(id))
    const language = fields.text('language') === 'en' ? 'en' : 'nl'
    const clauses = clausesToSave(taken, language, app.school.policy().clauses)
    const saved = await app.rules.setClauses(editorOf(c, fields), clauses)
    return saved.ok ? done(c, '/rules/clauses', 'saved') : show(c, fields, pasted, saved)
  })

  pages.get('/rules/clause', (c) => one(c, c.req.query('id') ?? '', noFields))

  pages.post('/rules/clause', async (c) => {
    const fields = await readFields(c)
    const [id, editor] = [fields.text('id'), editorOf(c, fields)]
    if (!Object.hasOwn(app.school.policy().clauses, id)) return one(c, id, noFields)
    const problem = await laidDown(id, fields, editor)
    return problem ? one(c, id, fields, problem) : done(c, '/rules/clauses', 'saved')
  })

  /** Rules first: a clause whose words are taken away must be on none. Each step that changes nothing makes no revision. */
  async function laidDown(id: string, fields: Fields, editor: ReturnType<typeof editorOf>) {
    const { rules } = app.school.policy()
    const ticked = fields.all('rule')
    const off = rules.filter((rule) => rule.clause === id && !ticked.includes(rule.id)).map((rule) => rule.id)
    const steps = [
      () => app.rules.attachClause(editor, undefined, off),
      () => app.rules.attachClause(editor, id, ticked),
      () => app.rules.setClauses(editor, { [id]: { nl: fields.long('nl'), en: fields.long('en') } }),
    ]
    for (const step of steps) {
      const outcome = await step()
      if (!outcome.ok) return outcome
    }
    return undefined
  }

  return pages
}
