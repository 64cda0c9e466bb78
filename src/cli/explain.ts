import type { Explained } from '../app/app.ts'
import type { Explainer } from '../app/why/offline.ts'
import { presetExplainer, standingExplainer } from '../app/why/offline.ts'
import { typeCode } from '../dns/codes.ts'
import { systemClock } from '../time/clock.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'

const usage =
  'rooster explain NAME --group ID | --client ADDR [--class ID ...] [--device ID] [--type A] [--at 2026-11-24T10:15] [--preset ID] [--state FILE] [--json]'

const flags = {
  ...settingFlags,
  group: { type: 'string' },
  client: { type: 'string' },
  class: { type: 'string', multiple: true },
  device: { type: 'string' },
  type: { type: 'string' },
  at: { type: 'string' },
  state: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** Says what happens to a name, why, and until when: by a preset with exactly the shipped data, or by what a server last put in force. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, flags, usage)
    const [name, ...more] = positionals
    const { group, client, device, at, state } = values
    if (name === undefined || more.length > 0) throw new UsageError(`explain takes one name\nusage: ${usage}`)
    if ((group === undefined) === (client === undefined))
      throw new UsageError(`say who asks: --group or --client, one of them\nusage: ${usage}`)
    if (values.type !== undefined && typeCode(values.type) === undefined)
      throw new UsageError(`"${values.type}" is not a record type\nusage: ${usage}`)
    const classes = values.class ?? []
    const explainer =
      values.preset === undefined && values.config === undefined
        ? standingExplainer(configOf(values))
        : presetExplainer(configOf(values).preset, configOf(values))
    const given = { group, client, device, at, state }
    const question = {
      name,
      classes,
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    }
    const explained = explainer.explain(question, systemClock())
    console.log(values.json ? JSON.stringify(asJson(explained, explainer)) : asText(explained, explainer))
    return 0
  })
}

function asJson({ verdict, reason, until }: Explained, { zone, language }: Explainer) {
  const { kind, clause, text } = reason
  return {
    verdict,
    reason: { kind, clause: clause ?? null, text: text[language] },
    until: until === undefined ? null : zone.format(until),
  }
}

function asText({ verdict, reason, until }: Explained, { zone, language }: Explainer): string {
  return `${verdict}: ${reason.text[language]}\nuntil ${until === undefined ? 'something is changed' : zone.format(until)}`
}
