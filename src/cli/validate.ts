import { checkPreset } from '../app/offline.ts'
import { answering, configOf, readArguments, settingFlags } from './arguments.ts'

const usage = 'rooster validate [--config FILE] [--preset ID] [--json]'

/** Checks the settings and the preset, and starts nothing. Exit code 1 with every problem where something is wrong. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values } = readArguments(args, { ...settingFlags, json: { type: 'boolean' } }, usage)
    const config = configOf(values)
    const policy = checkPreset(config.preset)
    if (values['json']) console.log(JSON.stringify({ ok: true, settings: config, rules: policy.rules.length }))
    else
      console.log(
        `The settings are right, and so is the preset ${config.preset} (${policy.rules.length} rules, ${policy.groups.length} groups).`,
      )
    return 0
  })
}
