import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { comparisonOf } from '../../src/app/figures/board-comparison.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { file } from '../file.ts'
import { page } from '../respond.tsx'
import { BoardPage, NoBoardPage, spansOfWeeks } from '../views/board.tsx'

/** The figures of all schools of the board beside each other, as a page and as files. Every look is recorded. */
export function boardPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const weeksIn = (c: Context<Env>) =>
    spansOfWeeks.find((weeks) => String(weeks) === c.req.query('weeks')) ?? spansOfWeeks[1]
  const refused = (c: Context<Env>, problem: Refusal) =>
    page(c, <NoBoardPage view={c.var.view} problem={problem} />, 422)
  const figures = (c: Context<Env>) => app.board.figures(personOf(c), weeksIn(c))

  pages.get('/board', async (c) => {
    const read = await figures(c)
    if (!read.ok) return refused(c, read)
    const props = { view: c.var.view, figures: read.value, compared: comparisonOf(read.value), weeks: weeksIn(c) }
    return page(c, <BoardPage {...props} />)
  })

  pages.get('/board.pdf', async (c) => {
    const read = await figures(c)
    if (!read.ok) return refused(c, read)
    const paper = app.papers.paper(app.board.paper(read.value, c.var.view.language))
    return file(c, await app.papers.pdf(paper), 'pdf', nameOf(c))
  })

  pages.get('/board.csv', async (c) => {
    const read = await figures(c)
    if (!read.ok) return refused(c, read)
    const { columns, rows } = app.board.table(read.value, c.var.view.language)
    return file(c, app.papers.csv(columns, rows), 'csv', nameOf(c))
  })

  const nameOf = (c: Context<Env>) => `${c.var.view.t.nav.board}-${app.zone.at(c.var.view.now).date}`

  return pages
}
