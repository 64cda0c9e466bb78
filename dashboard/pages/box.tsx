import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import type { PolicyChange, Refusal } from '../../src/app/app.ts'
import type { UpstreamCheck } from '../../src/app/box/setting-up.ts'
import { type Env, editorOf, type Parts, personOf } from '../env.ts'
import { Fields, noFields, readFields } from '../forms/fields.ts'
import { readSchoolDetails } from '../forms/making.ts'
import { linesOf } from '../forms/setup.ts'
import { done, page } from '../respond.tsx'
import { BoxPage, PresetPage } from '../views/box.tsx'

/** The box itself: backups to download, upstreams to choose and try, another model protocol. */
export function boxPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const { setup, backups } = app

  async function show(
    c: Context<Env>,
    fields: Fields = noFields,
    more: { readonly problem?: Refusal; readonly checks?: readonly UpstreamCheck[] } = {},
  ) {
    const { inUse, areSet } = await setup.upstreams()
    const [status, health] = await Promise.all([backups.status(), app.health()])
    const { school } = app.school.policy()
    const props = { school, backups: status, upstreams: inUse, health, areSet, fields }
    return page(
      c,
      <BoxPage view={c.var.view} {...props} checks={more.checks} problem={more.problem} />,
      more.problem ? 422 : 200,
    )
  }

  pages.get('/box', (c) => show(c))

  pages.post('/box/school', async (c) => {
    const fields = await readFields(c)
    const set = await app.school.setSchool(editorOf(c, fields), readSchoolDetails(fields))
    return set.ok ? done(c, '/box', 'saved') : show(c, fields, { problem: set })
  })

  pages.post('/box/backup', async (c) => {
    const fields = await readFields(c)
    const passphrase = fields.raw('passphrase')
    if (passphrase !== fields.raw('again'))
      return show(c, noFields, { problem: { ok: false, problem: 'passwords-differ' } })
    const made = await backups.make(personOf(c), passphrase)
    if (!made.ok) return show(c, noFields, { problem: made })
    const { file, name } = made.value
    const stream = createReadStream(file)
    stream.once('close', () => void rm(file, { force: true }))
    c.header('Content-Type', 'application/octet-stream')
    c.header('Content-Disposition', `attachment; filename="${name}"`)
    c.header('Cache-Control', 'no-store')
    return c.body(Readable.toWeb(stream) as ReadableStream)
  })

  pages.post('/box/upstreams', async (c) => {
    const fields = await readFields(c)
    const wanted = linesOf(fields.long('upstreams'))
    if (fields.has('try')) {
      const checked = await setup.checkUpstreams(personOf(c), wanted)
      return show(c, fields, checked.ok ? { checks: checked.value } : { problem: checked })
    }
    const set = await setup.setUpstreams(personOf(c), fields.has('file') ? undefined : wanted)
    return set.ok ? done(c, '/box', 'upstreams') : show(c, fields, { problem: set })
  })

  function showPreset(c: Context<Env>, fields: Fields, changes?: readonly PolicyChange[], problem?: Refusal) {
    const props = { presets: setup.presets(), fields, changes, problem }
    return page(c, <PresetPage view={c.var.view} {...props} />, problem ? 422 : 200)
  }

  pages.get('/box/preset', (c) => showPreset(c, new Fields([['type', app.school.policy().school.type]])))

  pages.post('/box/preset', async (c) => {
    const fields = await readFields(c)
    const { name, language } = app.school.policy().school
    const type = setup.presets().find(({ id }) => id === fields.text('preset'))?.type ?? 'primary'
    const choice = { name, language, type, keepHours: fields.has('keep') }
    if (!fields.has('adopt')) {
      const preview = await setup.previewPreset(personOf(c), fields.text('preset'), choice)
      return preview.ok ? showPreset(c, fields, preview.value) : showPreset(c, fields, undefined, preview)
    }
    const adopted = await setup.adoptPreset(editorOf(c, fields), fields.text('preset'), choice)
    return adopted.ok ? done(c, '/box', 'adopted') : showPreset(c, fields, undefined, adopted)
  })

  return pages
}
