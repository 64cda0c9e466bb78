// The door of `npm start`, `npm test` and the rest. Runs on the machine's own Node, however old: installs what is missing or changed, finds the
// Node that the product runs on, builds what is out of date, and hands over.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const marker = join(root, 'node_modules', '.installed')
process.chdir(root)
process.env.PATH = bin + delimiter + process.env.PATH
// One thread's freed memory is then used by the others: some 30 MB less.
process.env.MALLOC_ARENA_MAX ??= '2'
// What is large is given back to the system when it is freed: some 50 MB less after lists were read and reports made.
process.env.MALLOC_MMAP_THRESHOLD_ ??= '131072'

const [mode, ...args] = process.argv.slice(2)
// A command's output may be read by a program: nothing else is printed then.
const quiet = mode === 'rooster'

install()
const node = findNode()
const steps = {
  start: () => build() || hand(node, ['dist/rooster.js', 'serve', ...args]),
  rooster: () => build() || hand(node, ['dist/rooster.js', ...args]),
  bench: () => build() || hand(node, ['--import', 'tsx', 'bench/bench.ts', ...args]),
  verify: () => build() || hand(node, ['--import', 'tsx', 'bench/verify.ts', ...args]),
  demo: () => build() || hand(node, ['--import', 'tsx', 'bench/demo/demo.ts', ...args]),
  build: () => build(),
  test,
}
await steps[mode]()

/** Installs when the lockfile is not the one that was installed last. */
function install() {
  const wanted = createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(readFileSync('package.json'))
    .digest('hex')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  say('Installing packages (once, and after an update)...')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) fail('the packages could not be installed; see above, and try: npm ci')
  writeFileSync(marker, wanted)
}

/** The Node of the packages, or the machine's own where that is new enough. */
function findNode() {
  const candidates = [join(bin, 'node'), process.execPath]
  for (const candidate of candidates) {
    if (!existsSync(candidate)) continue
    const [major, minor] = execFileSync(candidate, ['--version'], { encoding: 'utf8' }).slice(1).split('.').map(Number)
    if (major > 24 || (major === 24 && minor >= 11)) return candidate
  }
  return fail(
    `Rooster needs Node 24.11 or newer; this is ${process.version}. Install it, or use a machine for which it comes with the packages (Linux on x64 or arm64).`,
  )
}

/** Builds when a source is newer than what was built. */
function build() {
  const built =
    existsSync('dist/rooster.js') && existsSync('dist/assets/style.css') ? statSync('dist/rooster.js').mtimeMs : 0
  const sources = ['src', 'native', 'dashboard', 'scripts', 'package-lock.json', 'tsconfig.json']
  if (sources.some((source) => newest(source) > built)) {
    say('Building...')
    run(node, ['scripts/build.mjs'])
  }
}

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

async function test() {
  tools()
  build()
  if (args.length === 0) {
    say('Types...')
    run(join(bin, 'tsc'), ['-p', '.'])
    say('Lint...')
    run(join(bin, 'biome'), ['check', '.'])
  }
  await hand(node, ['node_modules/vitest/vitest.mjs', 'run', ...args])
}

/** What the tests use besides npm's packages: a compiler, a browser, and real DNS programs as peers. */
function tools() {
  const needed = {
    cc: 'gcc libc6-dev',
    chromium: 'chromium',
    dig: 'bind9-dnsutils',
    kdig: 'knot-dnsutils',
    drill: 'ldnsutils',
    curl: 'curl',
    unbound: 'unbound',
    dnsmasq: 'dnsmasq-base',
    dnsperf: 'dnsperf',
    ip: 'iproute2',
    aiosmtpd: 'python3-aiosmtpd',
  }
  const found = (program) =>
    ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/sbin', '/bin'].some((folder) => existsSync(join(folder, program)))
  const packages = Object.entries(needed)
    .filter(([program]) => !found(program))
    .map(([, name]) => name)
  if (packages.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (process.getuid?.() === 0 && found('apt-get')) {
    say(`Installing ${packages.join(', ')} for the tests...`)
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment })
    if (
      spawnSync('sh', ['-c', `${command} -qq`], { stdio: ['ignore', 'ignore', 'inherit'], env: environment }).status ===
      0
    )
      return
  }
  fail(`the tests need ${packages.join(', ')}, which could not be installed here. Run:\n  sudo ${command}`)
}

function run(program, words) {
  const done = spawnSync(program, words, { stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

/** Lets a program take over: its signals, its exit code. */
function hand(program, words) {
  const child = spawn(program, words, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(process.exit(code ?? (signal ? 1 : 0)))))
}

function say(line) {
  if (!quiet) console.log(line)
}

function fail(line) {
  console.error(`rooster: ${line}`)
  process.exit(1)
}
