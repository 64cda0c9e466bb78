import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import type { Env, Parts } from '../env.ts'
import { personOf } from '../env.ts'
import { Fields, readFields } from '../forms/fields.ts'
import type { WhyQuestion } from '../forms/why.ts'
import { devicesMeant, readWhy, readWhyEnd, whyQuery } from '../forms/why.ts'
import { done, page } from '../respond.tsx'
import { WhyPage } from '../views/why.tsx'
import type { WhyAnswer } from '../views/why-answer.ts'

/** "Waarom dicht?": what holds for a name, for whom, at a moment; and putting it right. The question is in the address, so that it can be passed on. */
export function whyPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const answerTo = async (c: Context<Env>, { name, whom, at }: WhyQuestion): Promise<WhyAnswer | undefined> => {
    const person = personOf(c)
    const client = app.whyClosed.clientOf(whom)
    const behind = client && (await app.whyClosed.of(person, client, name, at))
    if (client === undefined || behind === undefined) return undefined
    const [devices, corrections, running] = await Promise.all([
      client.device === undefined ? [] : app.devices.devices(person),
      app.corrections.list(),
      app.desk.running(),
    ])
    const holds = (site: string) => name === site || name.endsWith(`.${site}`)
    const device = devices.find(({ id }) => id === client.device)?.label
    return {
      ...{ name, at, client, behind, explained: app.why.explain({ ...client, name, at }) },
      ...(device === undefined ? {} : { device }),
      categories: app.corrections.categoriesOf(name),
      corrections: corrections.filter((each) => holds(each.name)),
      grants: running.filter(({ target }) => target.kind === 'site' && holds(target.name)),
      hours: hoursOf(app.zone.at(at).date),
    }
  }
  const hoursOf = (date: string) =>
    [0, 3, 6, 9, 12, 15, 18, 21, 24].map((hour) => ({ hour, at: app.zone.instantsOf(date, hour * 60)[0]! }))

  const whyPage = async (c: Context<Env>, fields: Fields, refused?: Refusal) => {
    const policy = app.school.policy()
    const props = { view: c.var.view, policy, fields }
    if (!fields.has('name')) return page(c, <WhyPage {...props} />)
    const typed = fields.text('device')
    const meant = typed === '' ? [] : devicesMeant(await app.devices.devices(personOf(c)), typed)
    if (typed !== '' && meant.length === 0)
      return page(c, <WhyPage {...props} problem={{ ok: false, problem: 'unknown-device', detail: typed }} />, 422)
    if (meant.length > 1) return page(c, <WhyPage {...props} choices={meant} />)
    const whole = meant[0] === undefined ? fields : fields.with('id', meant[0].id)
    const read = readWhy(whole, app.zone, c.var.view.now, policy.groups[0]!.id)
    if (!read.ok) return page(c, <WhyPage {...props} problem={read} />, 422)
    const answer = await answerTo(c, read.value)
    const unknown: Refusal = { ok: false, problem: 'device' in read.value.whom ? 'unknown-device' : 'unknown-group' }
    if (answer === undefined) return page(c, <WhyPage {...props} problem={refused ?? unknown} />, 422)
    return page(c, <WhyPage {...props} fields={whole} answer={answer} problem={refused} />, refused ? 422 : 200)
  }

  pages.get('/why', (c) => whyPage(c, new Fields(new URL(c.req.url).searchParams)))

  pages.post('/why/correct', async (c) => {
    const fields = await readFields(c)
    const [name, category] = [fields.text('name'), fields.text('category')]
    const reason = fields.optional('reason')
    const made = await app.corrections.correct(personOf(c), {
      name,
      category,
      ...(reason === undefined ? {} : { reason }),
    })
    return made.ok ? done(c, `/why${whyQuery(fields)}`, 'corrected') : whyPage(c, fields, made)
  })

  pages.post('/why/open', async (c) => {
    const fields = await readFields(c)
    const audience = { kind: 'class', id: fields.text('for') } as const
    const what = { site: fields.text('name') }
    const given = await app.desk.giveTo(personOf(c), audience, what, readWhyEnd(fields), fields.optional('reason'))
    return given.ok ? done(c, `/why${whyQuery(fields)}`, 'opened') : whyPage(c, fields, given)
  })

  pages.post('/why/undo', async (c) => {
    const fields = await readFields(c)
    const [person, correction] = [personOf(c), fields.optional('correction')]
    const undone =
      correction === undefined
        ? await app.desk.revoke(person, fields.text('grant'))
        : await app.corrections.undo(person, correction)
    return undone.ok ? done(c, `/why${whyQuery(fields)}`, 'takenBack') : whyPage(c, fields, undone)
  })

  return pages
}
