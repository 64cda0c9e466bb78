import { canonicalAddress } from '../clients/address.ts'
import { readName } from '../dns/name.ts'
import type { Endpoint, UpstreamEndpoint } from './config.ts'

/** Reads `127.0.0.1:53` or `[::1]:53`; a port alone is not enough. */
export function readEndpoint(text: string): Endpoint | undefined {
  const parts = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text.trim())
  const address = canonicalAddress(parts?.[1] ?? parts?.[2] ?? '')
  const port = Number(parts?.[3])
  return address !== undefined && port <= 65_535 ? { address, port } : undefined
}

/** The text that {@link readEndpoint} reads. */
export function endpointText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/**
 * Reads a server that is asked: `9.9.9.9:53`, over TLS as `tls://9.9.9.9:853#dns.quad9.net` (port 853 may be left out), or over HTTPS as
 * `https://dns.quad9.net/dns-query#9.9.9.9`. The certificate must be for the name; the address is given, so nobody has to be asked for it first.
 */
export function readUpstream(text: string): UpstreamEndpoint | undefined {
  const trimmed = text.trim()
  if (trimmed.startsWith('tls://')) return readTls(trimmed.slice('tls://'.length))
  if (trimmed.startsWith('https://')) return readHttps(trimmed)
  return readEndpoint(trimmed)
}

/** The text that {@link readUpstream} reads. */
export function upstreamText(upstream: UpstreamEndpoint): string {
  const { port, address, tls } = upstream
  if (tls === undefined) return endpointText(upstream)
  if (tls.path === undefined) return `tls://${endpointText(upstream)}#${tls.name}`
  return `https://${tls.name}${port === PORT.https ? '' : `:${port}`}${tls.path}#${address}`
}

const PORT = { tls: 853, https: 443 }

function readTls(text: string): UpstreamEndpoint | undefined {
  const [where = '', name = '', ...rest] = text.split('#')
  const endpoint = readEndpoint(where) ?? readEndpoint(`${where}:${PORT.tls}`)
  const read = readName(name)
  return endpoint && 'name' in read && rest.length === 0 ? { ...endpoint, tls: { name: read.name } } : undefined
}

function readHttps(text: string): UpstreamEndpoint | undefined {
  const url = URL.parse(text)
  const address = canonicalAddress(url?.hash.slice(1).replace(/^\[|\]$/g, '') ?? '')
  const read = readName(url?.hostname ?? '')
  if (url === null || address === undefined || !('name' in read) || url.username !== '' || url.search !== '')
    return undefined
  return {
    address,
    port: url.port === '' ? PORT.https : Number(url.port),
    tls: { name: read.name, path: url.pathname },
  }
}
