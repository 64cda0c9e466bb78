import type { Config, Endpoint } from './config.ts'
import { endpointText } from './endpoint.ts'
import type { Problem } from './problems.ts'

/** An endpoint over TLS that two or three of these share: DNS over HTTPS, the dashboard and the block page. */
export interface Front extends Endpoint {
  readonly doh: boolean
  readonly web: boolean
  readonly block: boolean
}

/** The endpoints that stand in more than one of `doh`, `web` and `block-tls`: one listener there hands on by name and path. */
export function frontsOf({ doh, web, blockTls }: Pick<Config, 'doh' | 'web' | 'blockTls'>): readonly Front[] {
  const isIn = (all: readonly Endpoint[], { address, port }: Endpoint) =>
    all.some((one) => one.address === address && one.port === port)
  const all = [...doh, ...blockTls].filter((one, i, list) => list.findIndex((other) => isIn([other], one)) === i)
  return all
    .map((one) => ({ ...one, doh: isIn(doh, one), web: isIn([web], one), block: isIn(blockTls, one) }))
    .filter((front) => front.port !== 0 && Number(front.doh) + Number(front.web) + Number(front.block) > 1)
}

/** Whether the dashboard is at one of these. */
export const sharesWeb = (fronts: readonly Front[]): boolean => fronts.some(({ web }) => web)

/** Settings with a port for streams, by their key: those over TLS that carry HTTP can share one. */
type Listening = Pick<Config, 'dot' | 'doh' | 'web' | 'block' | 'blockTls'>

/** Ports that two settings want and cannot share: not both over HTTPS, or one address and all of them. */
export function portProblems({ dot, doh, web, block, blockTls }: Listening): readonly Problem[] {
  const all = Object.entries({ dot, doh, web: [web], block, 'block-tls': blockTls }).flatMap(([key, endpoints]) =>
    endpoints.map((endpoint) => ({ key, endpoint, text: endpointText(endpoint) })),
  )
  return all.flatMap((one, i) => {
    const other = all.slice(0, i).find((earlier) => earlier.key !== one.key && overlap(earlier.endpoint, one.endpoint))
    if (other === undefined) return []
    const what = `${one.text} is ${other.text === one.text ? '' : `${other.text}, `}the port of "${other.key}", too`
    if (![one.key, other.key].every((key) => sharing.has(key)))
      return [{ place: one.key, problem: `${what}; choose another port` }]
    if (one.text === other.text) return []
    return [{ place: one.key, problem: `${what}; write the same address in both to share it, or choose another port` }]
  })
}

const sharing = new Set(['doh', 'web', 'block-tls'])

/** Whether both cannot be listened on by two: 0.0.0.0 and [::] stand for every address of their kind. */
function overlap(a: Endpoint, b: Endpoint): boolean {
  if (a.port !== b.port || a.port === 0) return false
  const isOf = (all: Endpoint, one: Endpoint) => all.address === (one.address.includes(':') ? '::' : '0.0.0.0')
  return a.address === b.address || isOf(a, b) || isOf(b, a)
}
