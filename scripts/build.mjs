// Builds dist/: the program (one file per thread, shared parts beside them), the batched sockets and the dashboard's assets. What is there is replaced
// in one step.
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import { buildAssets } from './assets.mjs'
import { buildNative } from './native.mjs'

const made = `dist.${process.pid}`
await Promise.all([
  build({
    entryPoints: {
      rooster: 'src/main.ts',
      'resolver-thread': 'src/resolver-thread.ts',
      'office-thread': 'src/office-thread.ts',
      'list-thread': 'src/list-thread.ts',
    },
    outdir: made,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    chunkNames: 'part-[hash]',
    // Holds the compiled database; everything else is bundled.
    external: ['better-sqlite3'],
    sourcemap: 'linked',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    banner: {
      js: "import { createRequire as roosterRequire } from 'node:module'; const require = roosterRequire(import.meta.url);",
    },
    logLevel: 'warning',
  }),
  buildAssets(`${made}/assets/`),
])
chmodSync(`${made}/rooster.js`, 0o755)
if (!buildNative(`${made}/udp-batch.node`))
  console.log('No C compiler (cc) here: Rooster will use plain sockets, which take more time a question.')
if (existsSync('dist')) renameSync('dist', `${made}.old`)
renameSync(made, 'dist')
rmSync(`${made}.old`, { recursive: true, force: true })
