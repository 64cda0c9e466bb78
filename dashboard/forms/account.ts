import type { NewPerson, Outcome, Role } from '../../src/app/app.ts'
import { roles } from '../../src/app/app.ts'
import type { Fields } from './fields.ts'

/** The first account, as the welcome form gives it. */
export type FirstPerson = Omit<NewPerson, 'roles' | 'classes'> & { readonly roles: readonly Role[] }

/** Reads the welcome form. The first account is always coordinator too. */
export function readFirstPerson(fields: Fields): Outcome<FirstPerson, 'passwords-differ'> {
  if (fields.raw('password') !== fields.raw('again')) return { ok: false, problem: 'passwords-differ' }
  return {
    ok: true,
    value: {
      name: fields.text('name'),
      login: fields.text('login'),
      password: fields.raw('password'),
      language: readLanguage(fields),
      roles: [...new Set<Role>(['coordinator', ...readRoles(fields)])],
    },
  }
}

/** Reads the form for a new colleague. */
export function readNewPerson(fields: Fields): NewPerson {
  return {
    name: fields.text('name'),
    login: fields.text('login'),
    password: fields.raw('password'),
    language: readLanguage(fields),
    roles: readRoles(fields),
    classes: fields.all('class'),
  }
}

/** Reads which roles are ticked, in the order of the roles. */
export const readRoles = (fields: Fields): readonly Role[] => roles.filter((role) => fields.all('role').includes(role))

/** Reads the language chosen, Dutch when it is none of ours. */
export const readLanguage = (fields: Fields): 'nl' | 'en' => (fields.text('language') === 'en' ? 'en' : 'nl')

/** The page to go on to: only one of our own, so that a link cannot send people elsewhere after they sign in. */
export function ownPath(path: string): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\') ? path : '/'
}
