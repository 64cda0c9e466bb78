import type { Context } from 'hono'
import { Hono } from 'hono'
import { type Env, type Parts, personOf } from '../env.ts'
import { file } from '../file.ts'
import { page } from '../respond.tsx'
import { knownNow } from '../views/change-words.ts'
import { OfficerPage } from '../views/officer.tsx'

/** How many of the last looks stand on the page. */
const LOOKS = 20

/** What the data-protection officer reads and prints. */
export function officerPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const languageOf = (c: Context<Env>) => (c.req.query('language') === 'en' ? 'en' : 'nl')

  pages.get('/officer', async (c) => {
    const looks = await app.audit.lines(personOf(c), { area: 'looks', limit: LOOKS })
    return page(c, <OfficerPage view={c.var.view} privacy={app.privacy} looks={looks} known={knownNow(app)} />)
  })

  pages.get('/officer/dpia.pdf', async (c) => {
    const paper = app.papers.paper(app.privacy.dpia(languageOf(c)))
    return file(c, await app.papers.pdf(paper), 'pdf', 'dpia')
  })

  pages.get('/officer/register.pdf', async (c) => {
    const paper = app.papers.paper(app.privacy.register(languageOf(c)))
    return file(
      c,
      await app.papers.pdf(paper),
      'pdf',
      c.req.query('language') === 'en' ? 'register' : 'verwerkingsregister',
    )
  })

  return pages
}
