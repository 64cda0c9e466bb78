import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readAssets } from '../../dashboard/assets.ts'
import { iconAddress, iconSprite } from '../../dashboard/icons.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { aDashboard } from './a-dashboard.ts'

it('has the address under which the file of drawings may be kept for ever', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'icons.svg'), iconSprite)
  const assets = readAssets(folder)
  expect(iconAddress('lock')).toBe(`${assets.address('icons.svg')}#lock`)
  const response = await assets.routes.request(assets.address('icons.svg'))
  expect(response.headers.get('content-type')).toBe('image/svg+xml')
  expect(response.headers.get('cache-control')).toContain('immutable')
})

it('has every drawing that a page names, and no page has one in itself', async () => {
  const { signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator', 'teacher', 'director'])
  for (const path of ['/today', '/now/3b', '/timetable', '/rules', '/devices', '/week']) {
    const page = await (await coordinator.get(path)).text()
    const named = [...page.matchAll(/icons\.svg\?v=[\w-]+#(\w+)/g)].map(([, name]) => name)
    expect(named.length, path).toBeGreaterThan(3)
    for (const name of named) expect(iconSprite).toContain(`<symbol id="${name}"`)
    expect(page).not.toContain('<path')
  }
})
