import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts } from '../env.ts'
import { Fields, noFields, readFields } from '../forms/fields.ts'
import { readRule } from '../forms/rules.ts'
import { done, page, wantsPart } from '../respond.tsx'
import { ErrorPage } from '../views/error-page.tsx'
import { RemoveRulePage, RulePage, type RulePageProps } from '../views/rule-form.tsx'
import { RulePreviewPart } from '../views/rule-preview.tsx'
import { RulesPage } from '../views/rules.tsx'

/** The protocol as rules: to read by device group or by clause, to add to, to change with a preview, to move and to take from. */
export function rulePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = (c: Context<Env>, problem?: Refusal) => {
    const policy = app.school.policy()
    const group = policy.groups.find(({ id }) => id === c.req.query('group')) ?? policy.groups[0]
    const byClause = c.req.query('by') === 'clause'
    const props = { view: c.var.view, policy, rules: app.rules.list(), problem }
    return page(c, <RulesPage {...props} group={byClause ? undefined : group} />, problem ? 422 : 200)
  }

  const ruleOf = (id: string | undefined) => app.rules.list().find(({ rule }) => rule.id === id)
  const missing = (c: Context<Env>) => page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)

  const form = (c: Context<Env>, more: Pick<RulePageProps, 'fields' | 'known' | 'preview' | 'problem'>) =>
    page(
      c,
      <RulePage view={c.var.view} policy={app.school.policy()} targets={app.rules.targets()} {...more} />,
      more.problem ? 422 : 200,
    )

  pages.get('/rules', (c) => show(c))

  pages.get('/rules/rule', (c) => {
    const id = c.req.query('id')
    const known = ruleOf(id)
    if (id !== undefined && !known) return missing(c)
    const fields = known ? noFields : new Fields([['group', c.req.query('group')]])
    return form(c, { fields, known, preview: undefined, problem: undefined })
  })

  pages.post('/rules/rule', async (c) => {
    const fields = await readFields(c)
    const known = ruleOf(fields.optional('id'))
    const read = readRule(fields)
    if (fields.text('do') !== 'save') {
      const preview = read.ok ? app.rules.preview(read.value) : read
      if (wantsPart(c)) return c.html(<RulePreviewPart view={c.var.view} preview={preview} save="rule-form" />)
      return form(c, { fields, known, preview, problem: preview.ok ? undefined : preview })
    }
    const saved = read.ok ? await app.rules.setRule(editorOf(c, fields), read.value) : read
    if (saved.ok) return done(c, `/rules?group=${encodeURIComponent(saved.value.groups[0] ?? '')}`, 'saved')
    return form(c, { fields, known, preview: undefined, problem: saved })
  })

  const remove = (c: Context<Env>, id: string | undefined, problem?: Refusal) => {
    const known = ruleOf(id)
    if (!known) return missing(c)
    const preview = app.rules.preview({ remove: known.rule.id })
    return page(
      c,
      <RemoveRulePage view={c.var.view} known={known} preview={preview} problem={problem} />,
      problem ? 422 : 200,
    )
  }

  pages.get('/rules/remove', (c) => remove(c, c.req.query('id')))

  pages.post('/rules/remove', async (c) => {
    const fields = await readFields(c)
    const removed = await app.rules.removeRule(editorOf(c, fields), fields.text('id'))
    return removed.ok ? done(c, '/rules', 'removed') : remove(c, fields.text('id'), removed)
  })

  pages.post('/rules/move', async (c) => {
    const fields = await readFields(c)
    const moved = await app.rules.moveRule(editorOf(c, fields), fields.text('id'), fields.optional('before'))
    return moved.ok ? done(c, `/rules?group=${encodeURIComponent(fields.text('group'))}`, 'saved') : show(c, moved)
  })

  return pages
}
