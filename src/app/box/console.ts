import type { Config } from '../../config/config.ts'
import { IndexBuilder } from '../../lists/index-builder.ts'
import { builtAt, version } from '../../product.ts'
import type { Storage } from '../../storage/storage.ts'
import { openStorage } from '../../storage/storage.ts'
import { systemClock } from '../../time/clock.ts'
import type { App, NewPerson, Outcome } from '../app.ts'
import { createApp, type Office } from '../create-app.ts'
import type { Parts } from '../parts.ts'
import { newSecret } from '../people/secret.ts'
import { firstPolicy } from '../policy/first-policy.ts'
import { noLists } from '../rules/no-lists.ts'
import { catalogueShelf, presetFolders } from './given.ts'

/** What the command line does with accounts, beside a running server or without one. */
export interface Console {
  newPassword(): string
  /** Returns what is wrong, in a sentence; undefined when it is done. */
  addUser(person: Omit<NewPerson, 'language'>): Promise<string | undefined>
  setPassword(login: string, password: string): Promise<string | undefined>
  close(): Promise<void>
}

const sentences: Readonly<Record<string, string>> = {
  'login-taken': 'there is an account with this login already; choose another, or reset its password',
  'login-bad': 'a login has 2 to 40 letters, digits, dots or "-"',
  'password-short': 'a password has at least 10 characters',
  'unknown-person': 'there is no account with this login',
  'unknown-class': 'there is no such class',
  'name-missing': 'an account needs a name',
}

/** Opens the data folder's accounts. Throws StorageError or ConfigError. */
export async function openConsole(config: Config): Promise<Console> {
  const { app, storage } = await openBeside(config)
  return {
    newPassword: () => newSecret().slice(0, 16),
    addUser: async (person) => problemOf(await app.accounts.add('console', { ...person, language: 'nl' })),
    setPassword: async (login, password) => problemOf(await app.accounts.setPassword('console', login, password)),
    close: () => storage.close(),
  }
}

/** The office of a data folder, for a command beside a running server or without one: it answers nobody, and a server looks for what it changed. */
export async function openBeside(config: Config): Promise<Beside> {
  const storage = await openStorage(config.data)
  const catalogues = catalogueShelf(config, 'reader')
  const first = () => firstPolicy(config.preset, catalogues.current(), presetFolders(config))
  const { app } = await quietOffice({ storage, clock: systemClock, catalogues, firstPolicy: first, builtAt })
  return { app, storage }
}

/** What {@link openBeside} opens; the storage is the caller's to close. */
export interface Beside {
  readonly app: App
  readonly storage: Storage
}

/** An office that reads no lists and tells no resolver: beside a running server, or to fill a data folder through the product's own doors. */
export function quietOffice(given: Given): Promise<Office> {
  const empty = new IndexBuilder().build()
  return createApp({
    compileCatalogue: () => empty,
    library: noLists(empty),
    // A running server reads accounts anew at every sign-in, and looks for a newer policy every second: nobody has to be told.
    resolver: { send: async () => {} },
    neighbours: () => new Map(),
    version,
    ...given,
  })
}

/** What such an office is made of. */
type Given = Pick<Parts, 'storage' | 'clock' | 'catalogues' | 'firstPolicy' | 'builtAt' | 'keepAttemptsDays'>

function problemOf(outcome: Outcome<unknown>): string | undefined {
  if (outcome.ok) return undefined
  const sentence = sentences[outcome.problem] ?? outcome.problem
  return outcome.detail === undefined ? sentence : `${sentence} (${outcome.detail})`
}
