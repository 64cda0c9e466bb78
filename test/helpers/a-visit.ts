import type { AProduct } from './a-product.ts'

/** Makes the first account; the cookie of its session. */
export async function signedIn(product: AProduct): Promise<string> {
  const fields = {
    name: 'Ans',
    login: 'ans',
    language: 'nl',
    password: 'een zinnetje van niets',
    again: 'een zinnetje van niets',
  }
  const entered = await post(product, new URL(product.firstLink!).pathname, fields)
  return entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

/** Sends a form as a page of the dashboard does. */
export const post = ({ web }: AProduct, path: string, fields: Record<string, string>, cookie = ''): Promise<Response> =>
  fetch(web + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers: { cookie, origin: web },
  })

/** A number of `/metrics`. */
export const numberOf = async ({ web }: AProduct, metric: string): Promise<number> =>
  Number(new RegExp(`^rooster_${metric} (\\d+)`, 'm').exec(await (await fetch(`${web}/metrics`)).text())![1])

/** What a program sends to the interface of a product. */
export type Calling = (product: AProduct, method: string, path: string, body?: unknown) => Promise<Response>

/** A program with a token of the coordinator; the token stays good for this data over a restart. */
export async function aProgram(product: AProduct, cookie: string): Promise<Calling> {
  const made = await post(product, '/tokens', { name: 'a program', role: 'coordinator', days: '1' }, cookie)
  const secret = /font-mono"[^>]* value="([\w-]+)"/.exec(await made.text())?.[1]
  if (secret === undefined) throw new Error(`no token was made (${made.status})`)
  return ({ web }, method, path, body) =>
    fetch(`${web}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
}
