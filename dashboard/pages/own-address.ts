import type { Context } from 'hono'
import type { CookieOptions, Env, Parts } from '../env.ts'

/** The address at which people open our pages, as this browser has it: for links on paper. */
export function addressOf(c: Context<Env>, { secure }: CookieOptions): string {
  return `${secure ? 'https' : 'http'}://${c.req.header('host') ?? new URL(c.req.url).host}`
}

/** The addresses of this box in its networks at which it hears devices, IPv4 first: what DHCP has to give out. None where it listens to itself alone. */
export function addressesOf({ app, hears }: Pick<Parts, 'app' | 'hears'>): readonly string[] {
  const isHeard = (address: string) =>
    hears === undefined || hears.some((at) => at === address || at === (address.includes(':') ? '::' : '0.0.0.0'))
  const all = [...new Set(app.setup.ownNetworks().map(({ address }) => address))].filter(isHeard)
  return all.toSorted((a, b) => Number(a.includes(':')) - Number(b.includes(':')))
}
