import { canonicalAddress } from '../clients/address.ts'
import { typeCode, typeName } from '../dns/codes.ts'
import { readName } from '../dns/name.ts'
import type { Trace, TraceStep } from '../link.ts'
import type { TraceProblem } from '../trace/trace-door.ts'
import { askTrace } from '../trace/trace-door.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'

const usage = 'rooster trace NAME [--type A] [--from ADDRESS] [--data DIR] [--json]'

const flags = {
  ...settingFlags,
  type: { type: 'string' },
  from: { type: 'string' },
  json: { type: 'boolean' },
} as const

const sentences = {
  'not-running': (data) =>
    `no server runs on the data folder ${data}, or this user may not ask it; is it running, and is this its folder (--data)?`,
  'no-answer': () => 'the server did not say what comes of it; its log may tell why',
  'no-resolver': () => 'the server has no resolver at this moment; ask again in a second',
} satisfies Record<TraceProblem, (data: string) => string>

/** Says what comes of a question at the running server, step by step with the time that each takes. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, flags, usage)
    const [name, ...more] = positionals
    if (name === undefined || more.length > 0) throw new UsageError(`trace takes one name\nusage: ${usage}`)
    const read = readName(name)
    if ('problem' in read) throw new UsageError(`"${name}" is not a domain name\nusage: ${usage}`)
    const type = typeCode(values.type ?? 'A')
    if (type === undefined || type === 0) throw new UsageError(`"${values.type}" is not a record type\nusage: ${usage}`)
    const from = canonicalAddress(values.from ?? '127.0.0.1')
    if (from === undefined)
      throw new UsageError(`"${values.from}" is not an address; write it as 10.0.0.5 or fd00::5\nusage: ${usage}`)
    const { data } = configOf(values)
    const traced = await askTrace(data, { name: read.name, type, from })
    if (typeof traced === 'string') {
      console.error(`rooster: ${sentences[traced](data)}`)
      return 1
    }
    console.log(values.json ? JSON.stringify({ ...traced, type: typeName(traced.type) }) : asText(traced))
    return 0
  })
}

function asText({ name, type, from, steps, reply, microseconds }: Trace): string {
  return [
    `${name} ${typeName(type)}, asked by ${from}`,
    ...steps.map(lineOf),
    reply === undefined ? 'refused: nobody here may ask from there' : replyText(reply),
    `${microseconds} µs in all`,
  ].join('\n')
}

const lineOf = ({ step, microseconds, said }: TraceStep): string =>
  `${step.padEnd(9)}${`${microseconds} µs`.padStart(11)}  ${Object.entries(said)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')}`

function replyText({ rcode, answers, ttl, error }: NonNullable<Trace['reply']>): string {
  const kept = ttl === undefined ? '' : `, may be kept ${ttl} s`
  const why = error === undefined ? '' : `, EDE ${error.code} ${error.text}`
  return [`${rcode}${kept}${why}`, ...answers.map((answer) => `  ${answer}`)].join('\n')
}
