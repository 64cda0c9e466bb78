import type { AccountProblem, Role } from '../app.ts'
import { PASSWORD_LENGTH } from './password.ts'

/** A login as it is kept and compared. */
export function tidyLogin(typed: string): string {
  return typed.trim().toLowerCase()
}

/** What is wrong with a person's particulars, if anything; what is left out is not looked at. */
export function problemWith(person: {
  readonly name?: string
  readonly login?: string
  readonly password?: string
  readonly roles?: readonly Role[]
}): AccountProblem | undefined {
  const { name, login, password, roles } = person
  if (name !== undefined && name.trim() === '') return 'name-missing'
  if (login !== undefined && !/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(tidyLogin(login))) return 'login-bad'
  if (password !== undefined && [...password].length < PASSWORD_LENGTH) return 'password-short'
  if (roles !== undefined && roles.length === 0) return 'no-role'
  return undefined
}
