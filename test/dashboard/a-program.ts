import type { TokenRole } from '../../src/app/app.ts'
import { value } from '../helpers/value.ts'
import type { ADashboard } from './a-dashboard.ts'

/** A program with a token, or with none. */
export interface AProgram {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
}

/** A program that sends this secret, from an address of its own. */
export function aProgram(
  { dashboard }: Pick<ADashboard, 'dashboard'>,
  secret: string | undefined,
  peer = '10.1.0.7',
): AProgram {
  return {
    async call(method, path, body, headers = {}) {
      const init = {
        method,
        headers: {
          'accept-language': 'en',
          ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }
      return await dashboard.request(`/api/v1${path}`, init, { peer })
    },
  }
}

/** A program whose token has this role; a teacher's acts on class 3b. */
export async function programOf(school: ADashboard, role: TokenRole): Promise<AProgram & { readonly secret: string }> {
  const maker = await school.person(['coordinator', 'director'])
  const { secret } = value(await school.app.tokens.make(maker, { name: role, role, classes: ['3b'], days: 30 }))
  return { ...aProgram(school, secret, `10.1.0.${role.length}`), secret }
}
