import { readFileSync } from 'node:fs'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { canonicalAddress, parseCidr } from '../clients/address.ts'
import { readName } from '../dns/name.ts'
import type { Config } from './config.ts'
import { readEndpoint, readUpstream } from './endpoint.ts'
import { portProblems } from './fronts.ts'
import { mailSettings } from './mail-settings.ts'
import { ConfigError, problemsOf } from './problems.ts'

/** Settings as they are given: by flag, by environment, in the file. A flag beats the environment, which beats the file, which beats what is usual. */
export interface Given {
  readonly flags: Readonly<Record<string, string | undefined>>
  readonly environment: Readonly<Record<string, string | undefined>>
}

const endpoint = z
  .string()
  .transform(
    (text, context) =>
      readEndpoint(text) ??
      refuse(context, `"${text}" is not an address and port; write it as 127.0.0.1:53 or [::1]:53`),
  )
const separated = (value: unknown) => (typeof value === 'string' ? value.split(',') : value)
const endpoints = z.preprocess(separated, z.array(endpoint))
const upstream = z
  .string()
  .transform(
    (text, context) =>
      readUpstream(text) ??
      refuse(
        context,
        `"${text}" is not a server to ask; write it as 9.9.9.9:53, tls://9.9.9.9:853#dns.quad9.net or https://dns.quad9.net/dns-query#9.9.9.9`,
      ),
  )
const upstreams = z.preprocess(separated, z.array(upstream).min(1, 'name at least one'))
const network = z
  .string()
  .transform(
    (text, context) =>
      parseCidr(text)?.text ?? refuse(context, `"${text}" is not a network; write it as 10.0.0.0/8 or fd00::/8`),
  )
const days = z.preprocess(
  (value) => (typeof value === 'string' ? Number(value) : value),
  z.number('write a number of days').int().min(1).max(90),
)
const threads = z.preprocess(
  (value) => (typeof value === 'string' ? Number(value) : value),
  z.number('write a number of threads').int().min(1).max(16),
)
const name = z.string().transform((text, context) => {
  const read = readName(text)
  return 'name' in read ? read.name : refuse(context, `"${text}" is not a domain name`)
})

const address = z
  .string()
  .transform(
    (text, context) =>
      canonicalAddress(text) ?? refuse(context, `"${text}" is not an address; write it as 10.0.0.5 or fd00::5`),
  )
/** Keys that are names, in canonical text. */
const byName = <Value>(values: z.ZodType<Value>) => z.preprocess((given) => given ?? {}, z.record(name, values))

const settings = z.strictObject({
  dns: endpoints.refine((given) => given.length > 0, 'name at least one').prefault(['127.0.0.1:5300']),
  'resolver-threads': threads.optional(),
  dot: endpoints.prefault([]),
  doh: endpoints.prefault([]),
  block: endpoints.prefault([]),
  'block-tls': endpoints.prefault([]),
  web: endpoint.prefault('127.0.0.1:8080'),
  data: z.string().min(1).default('data'),
  upstreams: upstreams.prefault(['9.9.9.9:53', '149.112.112.112:53']),
  forward: byName(upstreams).prefault({}),
  records: byName(z.preprocess(separated, z.array(address).min(1, 'name at least one'))).prefault({}),
  'private-answers': z.array(name).prefault([]),
  preset: z.string().min(1).default('nutsschool-lankforst'),
  clients: z
    .array(network)
    .prefault([
      '127.0.0.0/8',
      '::1/128',
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '169.254.0.0/16',
      'fc00::/7',
      'fe80::/10',
    ]),
  certificate: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
  'status-name': name.prefault('rooster.internal'),
  board: z.string().min(1).optional(),
  backup: z
    .strictObject({ 'passphrase-file': z.string().min(1).optional(), 'copy-to': z.string().min(1).optional() })
    .optional(),
  mail: mailSettings.optional(),
  'keep-attempts-days': days.prefault(14),
})

/** Settings that have a flag and an environment variable of their own. */
const single = { dns: 'dns', web: 'web', data: 'data', upstream: 'upstreams', preset: 'preset' } as const

/** Works out the settings. Throws {@link ConfigError} with every problem at once, each with its place. */
export function loadConfig({ flags, environment }: Given): Config {
  const path = flags['config'] ?? environment['ROOSTER_CONFIG']
  const file = path === undefined ? {} : readYaml(path)
  const given: Record<string, unknown> = { ...file }
  const places = new Map<string, string>()
  for (const [flag, key] of Object.entries(single)) {
    const variable = `ROOSTER_${flag.toUpperCase()}`
    const value = flags[flag] ?? environment[variable]
    if (value === undefined) continue
    given[key] = value
    places.set(key, flags[flag] === undefined ? variable : `--${flag}`)
  }
  const passphraseFile = environment['ROOSTER_BACKUP_PASSPHRASE_FILE']
  if (passphraseFile !== undefined) given['backup'] = { ...Object(given['backup']), 'passphrase-file': passphraseFile }
  const result = settings.safeParse(given)
  if (!result.success) {
    const problems = problemsOf(result.error).map(({ place, problem }) => ({
      place: places.get(place.replace(/[.[].*/, '')) ?? place,
      problem,
    }))
    throw new ConfigError(path ?? 'settings', problems)
  }
  const {
    'status-name': statusName,
    'keep-attempts-days': keepAttemptsDays,
    'private-answers': privateAnswers,
    'block-tls': blockTls,
    'resolver-threads': resolverThreads,
    certificate,
    board,
    mail,
    backup: { 'passphrase-file': keyFile, 'copy-to': copyTo } = {},
    ...rest
  } = result.data
  const clashes = portProblems({ ...rest, blockTls })
  if (clashes.length > 0) throw new ConfigError(path ?? 'settings', clashes)
  return {
    ...rest,
    statusName,
    privateAnswers,
    blockTls,
    keepAttemptsDays,
    ...(resolverThreads === undefined ? {} : { resolverThreads }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(board === undefined ? {} : { board }),
    ...(mail === undefined ? {} : { mail }),
    backup: {
      ...(keyFile === undefined ? {} : { passphraseFile: keyFile }),
      ...(copyTo === undefined ? {} : { copyTo }),
    },
  }
}

function readYaml(path: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new ConfigError(path, [
      { place: '--config', problem: 'there is no such file that can be read; check the path' },
    ])
  }
  try {
    const value: unknown = parse(text) ?? {}
    if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    const line = error.linePos?.[0].line
    throw new ConfigError(path, [
      { place: line === undefined ? 'YAML' : `line ${line}`, problem: error.message.split('\n')[0]! },
    ])
  }
  throw new ConfigError(path, [
    { place: '(top)', problem: 'settings are keys and values, "web: 127.0.0.1:8080" for one' },
  ])
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}
