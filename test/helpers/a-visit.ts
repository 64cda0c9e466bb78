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
