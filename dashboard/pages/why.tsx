import { Hono } from 'hono'
import type { Env, Parts } from '../env.ts'
import { Fields } from '../forms/fields.ts'
import { readWhy } from '../forms/why.ts'
import { page } from '../respond.tsx'
import { WhyPage } from '../views/why.tsx'

/** "Waarom dicht?": what holds for a name, for whom, at a moment. The question is in the address, so that it can be passed on. */
export function whyPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get('/why', (c) => {
    const fields = new Fields(new URL(c.req.url).searchParams)
    const props = { view: c.var.view, policy: app.school.policy(), fields }
    if (!fields.has('name')) return page(c, <WhyPage {...props} />)
    const read = readWhy(fields, app.zone, c.var.view.now)
    if (!read.ok) return page(c, <WhyPage {...props} problem={read} />, 422)
    const group = props.policy.groups.some(({ id }) => id === read.value.group)
      ? read.value.group
      : props.policy.groups[0]?.id
    if (group === undefined) return page(c, <WhyPage {...props} />)
    const question = { ...read.value, group }
    return page(c, <WhyPage {...props} answer={{ question, explained: app.why.explain(question) }} />)
  })

  return pages
}
