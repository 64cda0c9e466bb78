// Writes what the dashboard's pages load to dist/assets: style sheet, scripts and drawings. Nothing on a page comes from another host.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'
import { iconSprite } from '../dashboard/icons.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = `${root}dashboard/assets/`

/** Writes them into a folder, which ends in `/`. */
export function buildAssets(target) {
  mkdirSync(target, { recursive: true })
  execFileSync(
    process.execPath,
    [
      `${root}node_modules/@tailwindcss/cli/dist/index.mjs`,
      '-i',
      `${source}style.css`,
      '-o',
      `${target}style.css`,
      '--minify',
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  copyFileSync(`${root}node_modules/htmx.org/dist/htmx.min.js`, `${target}htmx.js`)
  const script = ['app.js', 'week-grid.js', 'filter-test.js']
    .map((file) => readFileSync(`${source}${file}`, 'utf8'))
    .join('\n')
  writeFileSync(`${target}app.js`, transformSync(script, { minify: true }).code)
  writeFileSync(`${target}icons.svg`, iconSprite)
  copyFileSync(`${source}logo.svg`, `${target}logo.svg`)
}
