// Builds dist/: the program (one file per thread, shared parts beside them), and the dashboard's assets.
import { chmodSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('dist', { recursive: true, force: true })
await Promise.all([
  build({
    entryPoints: {
      rooster: 'src/main.ts',
      'resolver-thread': 'src/resolver-thread.ts',
      'office-thread': 'src/office-thread.ts',
      'list-thread': 'src/list-thread.ts',
    },
    outdir: 'dist',
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
  import('./assets.mjs'),
])
chmodSync('dist/rooster.js', 0o755)
