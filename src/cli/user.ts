import type { Role } from '../app/app.ts'
import { roles } from '../app/app.ts'
import { openConsole } from '../app/box/console.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'
import { standardInput } from './standard-input.ts'

const usage = `rooster user add LOGIN --name NAME --role ${roles.join('|')} [--role ...] [--class ID ...] [--data DIR]
       rooster user reset-password LOGIN [--data DIR]
       The password is read from standard input, or made and printed when there is none.`

const flags = {
  ...settingFlags,
  name: { type: 'string' },
  role: { type: 'string', multiple: true },
  class: { type: 'string', multiple: true },
} as const

/** Makes an account or sets a password from the console: for the first start without a browser, and for who has lost the last password. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, flags, usage)
    const [what, login, ...more] = positionals
    if (login === undefined || more.length > 0 || (what !== 'add' && what !== 'reset-password'))
      throw new UsageError(`user takes add or reset-password, and a login\nusage: ${usage}`)
    const held = (values.role ?? []).map(roleOf)
    if (what === 'add' && (held.length === 0 || values.name === undefined))
      throw new UsageError(`a new account needs a name and a role\nusage: ${usage}`)
    const office = await openConsole(configOf(values))
    try {
      const given = await standardInput()
      const password = given ?? office.newPassword()
      const outcome =
        what === 'add'
          ? await office.addUser({ login, name: values.name!, password, roles: held, classes: values.class ?? [] })
          : await office.setPassword(login, password)
      if (outcome !== undefined) {
        console.error(`rooster: ${outcome}`)
        return 1
      }
      console.log(given === undefined ? `Done. The password of ${login} is: ${password}` : `Done: ${login}.`)
      return 0
    } finally {
      await office.close()
    }
  })
}

function roleOf(text: string): Role {
  const role = roles.find((known) => known === text)
  if (role === undefined)
    throw new UsageError(`unknown role "${text}"; there are: ${roles.join(', ')}\nusage: ${usage}`)
  return role
}
