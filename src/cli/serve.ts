import { serve } from '../serve.ts'
import { systemClock } from '../time/clock.ts'
import { answering, configOf, readArguments, settingFlags } from './arguments.ts'

const usage =
  'rooster serve [--config FILE] [--dns ADDR:PORT[,...]] [--web ADDR:PORT] [--data DIR] [--upstream ADDR:PORT[,...]] [--preset ID]'

/** Runs the server until it is told to stop. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values } = readArguments(args, settingFlags, usage)
    const config = configOf(values)
    const { speed } = systemClock
    if (speed !== undefined)
      console.error(`ROOSTER_CLOCK is set: this is a demonstration, on a clock that goes ${speed} times as fast`)
    const code = await serve(
      config,
      { say: (line) => console.log(line), warn: (line) => console.error(line) },
      (stop) => {
        process.once('SIGINT', stop)
        process.once('SIGTERM', stop)
      },
    )
    process.exit(code)
  })
}
