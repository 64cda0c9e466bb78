// Builds dist/: the program (one file per thread, shared parts beside them), the batched sockets and the dashboard's assets. What is there is replaced
// in one step.
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { build } from 'esbuild'
import { buildAssets } from './assets.mjs'
import { buildNative } from './native.mjs'

const made = `dist.${process.pid}`

/** pdfkit asks for its fonts by a `require` that a bundler cannot see: this makes it one that it can. */
const fontsOfPdfkit = {
  name: 'fonts-of-pdfkit',
  setup({ onLoad }) {
    onLoad({ filter: /pdfkit\.node\.mjs$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace('const require$1 = createRequire(import.meta.url);', '')
        .replaceAll("require$1('#standard", "require('#standard"),
      loader: 'js',
    }))
  },
}

/** The checker of input says what is wrong in forty languages; what people read here is our own. */
const languagesOfZod = {
  name: 'languages-of-zod',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: "export { default as en } from './en.js'" }))
  },
}

await Promise.all([
  build({
    entryPoints: {
      rooster: 'src/main.ts',
      'resolver-thread': 'src/threads/resolver-thread.ts',
      'office-thread': 'src/threads/office-thread.ts',
      'list-thread': 'src/threads/list-thread.ts',
      'backup-thread': 'src/threads/backup-thread.ts',
      'secure-thread': 'src/threads/secure-thread.ts',
      'pack-catalogue': 'src/lists/pack-catalogue.ts',
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
    plugins: [fontsOfPdfkit, languagesOfZod],
    // A thread keeps the text of its program as long as it lives. Names stay, so that a line of the log says where something was.
    minifyWhitespace: true,
    minifySyntax: true,
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
// Of papers (src/papers/fonts.ts); the licence goes where the fonts go.
mkdirSync(`${made}/fonts`)
for (const file of ['ttf/DejaVuSansCondensed.ttf', 'ttf/DejaVuSansCondensed-Bold.ttf', 'LICENSE'])
  copyFileSync(`node_modules/dejavu-fonts-ttf/${file}`, `${made}/fonts/${basename(file)}`)
execFileSync(process.execPath, [`${made}/pack-catalogue.js`], { stdio: 'inherit' })
if (!buildNative(`${made}/udp-batch.node`))
  console.log('No C compiler (cc) here: Rooster will use plain sockets, which take more time a question.')
if (existsSync('dist')) renameSync('dist', `${made}.old`)
renameSync(made, 'dist')
rmSync(`${made}.old`, { recursive: true, force: true })
