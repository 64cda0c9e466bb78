import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions, Env } from './env.ts'

/** As long as a PIN lasts after its last use. */
const seconds = 60 * 24 * 3600

const nameOf = ({ secure }: CookieOptions): string => (secure ? '__Host-rooster-device' : 'rooster-device')

/** The secret by which a browser is known again that remembers somebody. */
export const deviceSecret = (c: Context<Env>, options: CookieOptions): string | undefined =>
  getCookie(c, nameOf(options))

/** Has the browser keep the secret, in a cookie that no script can read; with each use anew. */
export function keepDevice(c: Context<Env>, secret: string, options: CookieOptions): void {
  const { secure } = options
  setCookie(c, nameOf(options), secret, { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge: seconds })
}

/** Takes the secret back. */
export function forgetDevice(c: Context<Env>, options: CookieOptions): void {
  deleteCookie(c, nameOf(options), { path: '/', secure: options.secure })
}
