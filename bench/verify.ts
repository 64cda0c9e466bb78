import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fuzz } from './fuzz.ts'
import { platforms } from './platforms.ts'
import { rows } from './rows.ts'
import { screens } from './screens.ts'
import { soak } from './soak.ts'

/** The long forms of what `npm test` does briefly. Each returns whether all was right. */
const runs: Readonly<Record<string, { readonly about: string; run(): Promise<boolean> }>> = {
  fuzz: {
    about: 'ten million mutated packets (FUZZ_PACKETS, FUZZ_SEED)',
    run: () =>
      fuzz(Number(process.env['FUZZ_PACKETS'] ?? 5_000_000), Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 32)),
  },
  worlds: {
    about: 'the compiled policy against the plain one in 20,000 random schools (RUNS, SEED)',
    run: async () => tests('test/policy/compiled-equals-decide.test.ts', { RUNS: process.env['RUNS'] ?? '20000' }),
  },
  platforms: {
    about:
      'every platform of the catalogue by the rules of its README; --resolve ADDR:PORT asks a resolver for each name',
    run: () => platforms(process.argv.slice(3)),
  },
  rows: {
    about:
      'ten million attempts and two years of figures: what every page of the built product then takes, and DNS beside it (ROWS)',
    run: () => rows(Number(process.env['ROWS'] ?? 10_000_000)),
  },
  screens: {
    about:
      'every page of everyone in the demonstration, seen by a browser: pictures, bytes, layout shift, axe (SCREENSHOTS)',
    run: () => screens(process.env['SCREENSHOTS'] ?? 'screenshots'),
  },
  stories: {
    about:
      'random schools in which people act and devices ask, over one cache and a moving clock: 5,000 of each kind (RUNS, SEED)',
    run: async () => {
      const runs = { RUNS: process.env['RUNS'] ?? '5000' }
      const [acts, answers] = [tests('test/policy/sequences-of-acts.test.ts', runs), tests('test/query-path', runs)]
      return acts && answers
    },
  },
  soak: {
    about:
      'the built product under steady load beside a plain echo, with changes of all kinds meanwhile (MINUTES, RATE)',
    run: () => soak(Number(process.env['MINUTES'] ?? 20), Number(process.env['RATE'] ?? 20_000)),
  },
  faults: {
    about:
      'what may happen to a box: a hundred power cuts, threads that hang, a full disk, a clock that jumps, 2,000 devices at a bell',
    run: async () => tests('test/faults', { FAULTS: 'long' }),
  },
  clauses: {
    about: 'every rule of every preset deleted in turn: its clause must notice',
    run: async () => tests('test/scenarios/mutation.test.ts', {}),
  },
}

/** Runs a folder of tests with larger numbers. */
function tests(path: string, environment: NodeJS.ProcessEnv): boolean {
  const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs')
  const words = [vitest, 'run', path, '--testTimeout=3600000']
  return spawnSync(process.execPath, words, { stdio: 'inherit', env: { ...process.env, ...environment } }).status === 0
}

const [name = ''] = process.argv.slice(2)
const chosen = runs[name]
if (chosen === undefined) {
  console.error(
    `usage: npm run verify -- NAME\n${Object.entries(runs)
      .map(([id, { about }]) => `  ${id.padEnd(9)} ${about}`)
      .join('\n')}`,
  )
  process.exitCode = 2
} else process.exitCode = (await chosen.run()) ? 0 : 1
