import { people } from './school.ts'

/** The dashboard as a signed-in browser uses it. */
export interface Browser {
  get(path: string): Promise<string>
  /** Asks for a page, and resolves with the milliseconds until its first byte came. */
  firstByte(path: string): Promise<number>
  /** Posts a form; resolves with what it led to. Throws where it was refused. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<string>
}

/** Signs one of the school's people in. */
export async function signIn(web: string, login: string, password: string = people.password): Promise<Browser> {
  let cookie = ''
  const send = async (path: string, form?: Readonly<Record<string, string>>) => {
    const headers = { cookie, origin: web }
    const request = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
    const response = await fetch(web + path, { ...request, headers, redirect: 'manual' })
    const text = await response.text()
    if (response.status >= 400) throw new Error(`${path}: ${response.status}\n${text.slice(0, 2_000)}`)
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]!)
    if (cookies.length > 0 && cookie === '') cookie = cookies.join('; ')
    return text
  }
  await send('/sign-in', { login, password })
  if (cookie === '') throw new Error(`${login} could not sign in`)
  return {
    get: (path) => send(path),
    post: send,
    async firstByte(path) {
      const at = performance.now()
      const response = await fetch(web + path, { headers: { cookie }, redirect: 'manual' })
      const took = performance.now() - at
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
      return took
    },
  }
}
