import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import type { Overview } from '../../src/app/figures/overview.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { file } from '../file.ts'
import { Fields } from '../forms/fields.ts'
import { readOverview } from '../forms/overview.ts'
import { page } from '../respond.tsx'
import { Heading, Layout } from '../views/layout.tsx'
import { ProblemNotice } from '../views/notice.tsx'
import { WeekPage } from '../views/week.tsx'

/** The director's overview: in words, then in figures; as a page and as files. */
export function weekPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const dates = () => ({ zone: app.zone, term: app.overviews.term })
  const asked = (c: Context<Env>) =>
    app.overviews.overview(
      personOf(c),
      readOverview(new Fields(new URL(c.req.url).searchParams), dates(), c.var.view.now),
    )
  const refused = (c: Context<Env>, problem: Refusal) => {
    const { view } = c.var
    const { title } = view.t.week
    return page(
      c,
      <Layout view={view} title={title}>
        <Heading title={title} />
        <ProblemNotice view={view} problem={problem} />
        <a class="btn btn-primary" href="/week">
          {title}
        </a>
      </Layout>,
      422,
    )
  }
  const nameOf = (c: Context<Env>, { wish }: Overview) => `${c.var.view.t.week.title}-${wish.from}-${wish.to}`

  pages.get('/week', async (c) => {
    const read = await asked(c)
    if (!read.ok) return refused(c, read)
    return page(c, <WeekPage view={c.var.view} overview={read.value} dates={dates()} />)
  })

  pages.get('/week.pdf', async (c) => {
    const read = await asked(c)
    if (!read.ok) return refused(c, read)
    const paper = app.overviews.paper(read.value, c.var.view.language)
    return file(c, await app.papers.pdf(paper), 'pdf', nameOf(c, read.value))
  })

  pages.get('/week.csv', async (c) => {
    const read = await asked(c)
    if (!read.ok) return refused(c, read)
    const { columns, rows } = app.overviews.table(read.value, c.var.view.language)
    return file(c, app.papers.csv(columns, rows), 'csv', nameOf(c, read.value))
  })

  return pages
}
