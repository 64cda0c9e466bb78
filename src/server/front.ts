import { X509Certificate } from 'node:crypto'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { isIP } from 'node:net'
import type { SecureContext, TLSSocket } from 'node:tls'
import { createSecureContext } from 'node:tls'
import type { Front } from '../config/fronts.ts'
import type { Certificate } from './certificate.ts'
import { certificateFrom, forward } from './forward.ts'
import type { Caller } from './secure-link.ts'

/** What a listener on a shared endpoint needs: the socket at which the office has its pages, and this box's own names besides those of its certificate. */
export interface FrontSettings {
  readonly pages: string
  readonly names: readonly string[]
}

/** Most contexts that are kept: the office keeps the certificates. */
const MOST_CONTEXTS = 200

/**
 * Who is wanted on a port that DNS over HTTPS, the dashboard and the block page share. A connection is for this box (by one of its names or addresses, or
 * without a name) or for the name of a closed site; what it was opened for, it stays for.
 */
export class FrontDoor {
  readonly #front: Front
  readonly #settings: FrontSettings
  readonly #contexts = new Map<string, SecureContext>()
  #own: X509Certificate

  constructor(front: Front, settings: FrontSettings, certificate: Certificate) {
    this.#front = front
    this.#settings = settings
    this.#own = new X509Certificate(certificate.cert)
  }

  renew(certificate: Certificate): void {
    this.#own = new X509Certificate(certificate.cert)
  }

  /** The certificate to show for a name: this box's own (`undefined`), or one that the office makes. Rejects where there is none: the connection ends. */
  async contextFor(name: string, address: string): Promise<SecureContext | undefined> {
    if (this.#isOwn(name)) return undefined
    const made = await certificateFrom(this.#settings.pages, name.toLowerCase(), address)
    if (made === undefined) throw new Error('no certificate for this name')
    let context = this.#contexts.get(made.cert)
    if (context === undefined) {
      context = createSecureContext({ ...made, minVersion: 'TLSv1.2' })
      if (this.#contexts.size >= MOST_CONTEXTS) this.#contexts.clear()
      this.#contexts.set(made.cert, context)
    }
    return context
  }

  /** Hands a page's request on. Returns whether it is for DNS over HTTPS instead, at `path` of this box. */
  isForDns(request: Http2ServerRequest, response: Http2ServerResponse, { address }: Caller, path: string): boolean {
    const { pages } = this.#settings
    const host = request.headers[':authority'] ?? request.headers.host ?? ''
    const name = nameOf(host)
    const opened = openedFor(request)
    const isOwnConnection = opened === '' || this.#isOwn(opened)
    if (isOwnConnection ? !this.#isOwn(name) : name !== opened) refuse(response, 421)
    else if (!isOwnConnection) forward(pages, 'block', address, host, request, response)
    else if (this.#front.doh && request.url.replace(/\?.*$/s, '') === path) return true
    else if (this.#front.web) forward(pages, 'web', address, host, request, response)
    else refuse(response, 404)
    return false
  }

  /** Where there is no block page on this port every name is ours: the dashboard has its own opinion of names. */
  #isOwn(name: string): boolean {
    if (!this.#front.block || this.#settings.names.includes(name)) return true
    return (isIP(name) ? this.#own.checkIP(name) : this.#own.checkHost(name)) !== undefined
  }
}

/** The name that a connection was opened for; empty where it named none. */
function openedFor(request: Http2ServerRequest): string {
  const socket = request.httpVersionMajor === 2 ? request.stream.session?.socket : request.socket
  const name = (socket as TLSSocket | undefined)?.servername
  return typeof name === 'string' ? name.toLowerCase() : ''
}

/** A host without its port, in lower case; of `[::1]:443` what is between the brackets. */
const nameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')

/** Misdirected (RFC 9110 section 15.5.20): browsers then open a connection for the name. */
function refuse(response: Http2ServerResponse, status: 404 | 421): void {
  response.writeHead(status, { 'content-length': 0 }).end()
}
