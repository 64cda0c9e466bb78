import type { Context } from 'hono'
import type { App } from '../../src/app/app.ts'
import type { CookieOptions, Env } from '../env.ts'

/** The address at which people open our pages, as this browser has it: for links on paper. */
export function addressOf(c: Context<Env>, { secure }: CookieOptions): string {
  return `${secure ? 'https' : 'http'}://${c.req.header('host') ?? new URL(c.req.url).host}`
}

/** The addresses of this box in its networks, IPv4 first: what DHCP has to give out. */
export function addressesOf(app: App): readonly string[] {
  const all = [...new Set(app.setup.ownNetworks().map(({ address }) => address))]
  return all.toSorted((a, b) => Number(a.includes(':')) - Number(b.includes(':')))
}
