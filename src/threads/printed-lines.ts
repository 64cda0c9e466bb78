import { DOH_PATH } from '../answer/discovery.ts'
import type { Endpoint } from '../config/config.ts'
import { endpointText } from '../config/endpoint.ts'
import type { Offers } from '../server/secure-link.ts'
import type { OfficeNews } from './office-thread.ts'

/** Where the dashboard is, and the link of a first start: in one piece, so that who waits for the one has the other. */
export function dashboardLines({ web, firstLink }: Extract<OfficeNews, { kind: 'ready' }>): readonly string[] {
  const link =
    firstLink === undefined ? [] : [`\nMake the first account (this link works once, for 24 hours):\n  ${firstLink}\n`]
  return [[`Dashboard ${web}`, ...link].join('\n')]
}

/** Where DNS is answered in secret, as this name. */
export function offerLines({ dot, doh }: Offers, name: string): readonly string[] {
  const where = (endpoints: readonly Endpoint[]) => endpoints.map(endpointText).join(', ')
  return [
    ...(dot.length === 0 ? [] : [`DNS       ${where(dot)} (TLS, as ${name})`]),
    ...(doh.length === 0 ? [] : [`DNS       ${where(doh)} (HTTPS, as https://${name}${DOH_PATH})`]),
  ]
}
