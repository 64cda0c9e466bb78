import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDashboard } from '../../dashboard/app.tsx'
import type { Role } from '../../src/app/app.ts'
import type { Parts } from '../../src/app/parts.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { type ASchool, aSchool } from '../app/a-school.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A school with its pages, asked without a port between. */
export interface ADashboard extends ASchool {
  readonly dashboard: ReturnType<typeof createDashboard>
  /** What a page threw. */
  readonly errors: readonly unknown[]
  /** Somebody who has not signed in. */
  visitor(): Browser
  /** Somebody who has signed in, with these roles. */
  signedIn(roles: readonly Role[], classes?: readonly string[]): Promise<Browser>
}

/** A browser, as far as forms, cookies and addresses go. */
export interface Browser {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(
    path: string,
    fields?: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Response>
}

export const password = 'een heel lang wachtwoord'

/** Opens a school and its dashboard. */
export async function aDashboard(
  options: {
    readonly secure?: boolean
    /** The addresses at which devices' questions are heard. */
    readonly hears?: readonly string[]
    readonly change?: (policy: Policy) => Policy
    /** Further parts, made for the data folder. */
    readonly parts?: (data: string) => Partial<Parts>
  } = {},
): Promise<ADashboard> {
  const school = await aSchool('2026-11-24T09:00', options.change, options.parts)
  const errors: unknown[] = []
  const dashboard = createDashboard(school.app, {
    assets: someAssets(),
    secure: options.secure ?? false,
    names: ['rooster.example'],
    ...(options.hears === undefined ? {} : { hears: options.hears }),
    onError: (error) => errors.push(error),
  })
  const visitor = () => browser(dashboard)
  return {
    ...school,
    dashboard,
    errors,
    visitor,
    async signedIn(roles, classes = []) {
      const person = await school.person(roles, classes)
      await school.app.accounts.setPassword('console', person.login, password)
      const someone = visitor()
      await someone.post('/sign-in', { login: person.login, password })
      return someone
    },
  }
}

/** A folder with the files that pages load. */
export function someAssets(): string {
  const folder = join(temporaryFolder(), 'assets')
  mkdirSync(folder)
  for (const file of ['style.css', 'app.js', 'htmx.js', 'logo.svg']) writeFileSync(join(folder, file), `/* ${file} */`)
  return folder
}

function browser(dashboard: ADashboard['dashboard']): Browser {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await dashboard.request(path, { ...init, headers }, { peer: '10.1.0.1' })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? []
      cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, fields = {}, headers = {}) => {
      const body = new URLSearchParams()
      for (const [name, values] of Object.entries(fields)) {
        for (const value of [values].flat()) body.append(name, value)
      }
      return ask(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin', ...headers } })
    },
  }
}
