import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { loadCatalogue } from '../lists/catalogue.ts'
import { IndexBuilder } from '../lists/index-builder.ts'
import { builtAt, root, version } from '../product.ts'
import { openStorage } from '../storage/storage.ts'
import { systemClock } from '../time/clock.ts'
import type { NewPerson, Outcome } from './app.ts'
import { createApp } from './create-app.ts'
import { firstPolicy } from './first-policy.ts'
import { newSecret } from './secret.ts'

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
  const storage = await openStorage(config.data)
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const empty = new IndexBuilder().build()
  const { app } = await createApp({
    storage,
    clock: systemClock,
    catalogue,
    compileCatalogue: () => empty,
    library: { lists: () => [], refresh: async () => {}, data: () => empty, categoriesOf: () => [], names: 0 },
    // A running server reads accounts anew at every sign-in: nobody has to be told.
    resolver: { send: async () => {} },
    neighbours: () => new Map(),
    firstPolicy: () => firstPolicy(config.preset, catalogue),
    version,
    builtAt,
  })
  return {
    newPassword: () => newSecret().slice(0, 16),
    addUser: async (person) => problemOf(await app.accounts.add('console', { ...person, language: 'nl' })),
    setPassword: async (login, password) => problemOf(await app.accounts.setPassword('console', login, password)),
    close: () => storage.close(),
  }
}

function problemOf(outcome: Outcome<unknown>): string | undefined {
  if (outcome.ok) return undefined
  const sentence = sentences[outcome.problem] ?? outcome.problem
  return outcome.detail === undefined ? sentence : `${sentence} (${outcome.detail})`
}
