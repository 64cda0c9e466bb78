import { checkPolicies } from '../app/policy/policy-book.ts'
import { checkPreset } from '../app/why/offline.ts'
import { answering, configOf, readArguments, settingFlags } from './arguments.ts'

const usage = 'rooster validate [POLICY.yaml ...] [--config FILE] [--preset ID] [--json]'

/** Checks the settings, the preset and policy files, and starts nothing. Exit code 1 with every problem where something is wrong. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, { ...settingFlags, json: { type: 'boolean' } }, usage)
    const config = configOf(values)
    const policy = checkPreset(config.preset, config)
    const files = checkPolicies(positionals, config)
    if (values['json'])
      console.log(JSON.stringify({ ok: true, settings: config, rules: policy.rules.length, policies: files }))
    else {
      console.log(
        `The settings are right, and so is the preset ${config.preset} (${policy.rules.length} rules, ${policy.groups.length} groups).`,
      )
      for (const { file, rules, groups } of files) console.log(`${file} is right (${rules} rules, ${groups} groups).`)
    }
    return 0
  })
}
