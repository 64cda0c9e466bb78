import { Hono } from 'hono'
import { type Env, type Parts, personOf } from '../env.ts'
import { page } from '../respond.tsx'
import { WeekPage } from '../views/week.tsx'

/** The director's week: in words, then in figures. */
export function weekPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get('/week', async (c) => {
    const person = personOf(c)
    const week = await app.weeks.week(person, dayAsked(c.req.query('of')) ?? c.var.view.now)
    const before = await app.weeks.week(person, week.from - 1)
    return page(c, <WeekPage view={c.var.view} week={week} before={before} zone={app.zone} />)
  })

  /** The middle of the day that the address asks for; undefined where it is no day. */
  function dayAsked(date: string | undefined): number | undefined {
    if (!/^\d{4}-\d\d-\d\d$/.test(date ?? '')) return undefined
    try {
      return app.zone.parse(`${date}T12:00`)
    } catch {
      return undefined
    }
  }

  return pages
}
