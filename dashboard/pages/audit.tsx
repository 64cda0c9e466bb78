import { Hono } from 'hono'
import type { Role } from '../../src/app/app.ts'
import type { AuditLine } from '../../src/app/record/audit.ts'
import { type Env, type Parts, personOf, type View } from '../env.ts'
import { file } from '../file.ts'
import { auditFilter, auditQuery, readAuditChoice } from '../forms/audit.ts'
import { Fields } from '../forms/fields.ts'
import { page } from '../respond.tsx'
import { AuditPage, aboutWords } from '../views/audit.tsx'
import { knownNow, whyChanged } from '../views/change-words.ts'

const PAGE_SIZE = 100
/** Most lines of a paper, as laying out takes a third of a millisecond for each and others wait meanwhile: a spreadsheet takes more. */
const ON_PAPER = 400

/** The audit: a page, and the same as files. */
export function auditPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const choiceIn = (url: string) => readAuditChoice(new Fields(new URL(url).searchParams), app.zone)

  pages.get('/audit', async (c) => {
    const person = personOf(c)
    const chosen = choiceIn(c.req.url)
    const asked = c.req.query('before') ?? ''
    const before = /^\d{1,15}$/.test(asked) ? { before: Number(asked) } : {}
    const lines = await app.audit.lines(person, { ...auditFilter(chosen, app.zone), ...before, limit: PAGE_SIZE })
    const last = lines.length === PAGE_SIZE ? lines.at(-1) : undefined
    return page(
      c,
      <AuditPage
        view={c.var.view}
        lines={lines}
        known={knownNow(app)}
        areas={app.audit.areas(person)}
        actions={app.audit.actions(person)}
        chosen={chosen}
        older={last && `/audit${auditQuery(chosen, { before: String(last.id) })}`}
        query={auditQuery(chosen)}
      />,
    )
  })

  pages.get('/audit.csv', async (c) => {
    const { view } = c.var
    const lines = await app.audit.takeOut(personOf(c), auditFilter(choiceIn(c.req.url), app.zone))
    const t = view.t.directing.audit
    return file(c, app.papers.csv(t.columns, lines.map(rowOf(view))), 'csv', t.title)
  })

  pages.get('/audit.pdf', async (c) => {
    const { view } = c.var
    const filter = { ...auditFilter(choiceIn(c.req.url), app.zone), limit: ON_PAPER }
    const lines = await app.audit.takeOut(personOf(c), filter)
    const t = view.t.directing.audit
    const columns = t.columns.map((text) => ({ text }))
    const table = { kind: 'table', caption: t.title, columns, rows: lines.map(rowOf(view)) } as const
    const cut = { kind: 'paragraph', text: t.cut(ON_PAPER) } as const
    const blocks = lines.length === ON_PAPER ? [cut, table] : [table]
    const paper = app.papers.paper({ language: view.language, title: t.title, blocks })
    return file(c, await app.papers.pdf(paper), 'pdf', t.title)
  })

  const rowOf =
    (view: View, known = knownNow(app)) =>
    (line: AuditLine): readonly string[] => [
      wallOf(view, line.at),
      line.by || view.t.directing.audit.program,
      line.roles.map((role) => view.t.roles[role as Role] ?? role).join(', '),
      line.from ?? '',
      areaName(view, line),
      view.say(line.what),
      aboutWords(view, line),
      line.until === undefined ? '' : wallOf(view, line.until),
      line.why === undefined ? '' : line.area === 'filter' ? whyChanged(view, known, line.why) : line.why,
    ]
  const wallOf = (view: View, at: number) => view.moments.iso(at).slice(0, 19).replace('T', ' ')
  const areaName = ({ say, person }: View, { area }: AuditLine): string => {
    const found = person && app.audit.areas(person).find(({ id }) => id === area)
    return found === undefined ? area : say(found.name)
  }

  return pages
}
