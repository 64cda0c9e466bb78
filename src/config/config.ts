/** An address and a port to listen on or to send to. */
export interface Endpoint {
  /** IPv4 or IPv6, in canonical text. `0.0.0.0` and `::` stand for every local address. */
  readonly address: string
  readonly port: number
}

/** A server that is asked what we do not know. Plain DNS, or over TLS: its certificate must be for `name`, and with a `path` it is asked over HTTPS. */
export interface UpstreamEndpoint extends Endpoint {
  readonly tls?: { readonly name: string; readonly path?: string }
}
export type SecureEndpoint = UpstreamEndpoint & Required<Pick<UpstreamEndpoint, 'tls'>>

/** A mail server (SMTP), and who the mail is from. Where it wants a password, it is the first line of a file. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  readonly from: string
  readonly user?: string
  readonly passwordFile?: string
}

/** The server's own settings: one YAML file, flags and environment. The program never writes them. */
export interface Config {
  readonly dns: readonly Endpoint[]
  /** Threads that answer, each its own share of the devices; as many as the machine has room for when left out. */
  readonly resolverThreads?: number
  /** Where DNS over TLS (RFC 7858) and over HTTPS (RFC 8484) are answered; nowhere when empty. */
  readonly dot: readonly Endpoint[]
  readonly doh: readonly Endpoint[]
  readonly web: Endpoint
  /** Where the page is that a device sees in the place of a closed site, over HTTP and over TLS; nowhere when empty. */
  readonly block: readonly Endpoint[]
  readonly blockTls: readonly Endpoint[]
  /** Folder for databases, lists, certificates and the last snapshot. */
  readonly data: string
  readonly upstreams: readonly UpstreamEndpoint[]
  /** Zone -> the servers that are asked for names in it, instead of the upstreams. */
  readonly forward: Readonly<Record<string, readonly UpstreamEndpoint[]>>
  /** Name -> the addresses that are answered for it, instead of what an upstream says. */
  readonly records: Readonly<Record<string, readonly string[]>>
  /** Names that may have private addresses in an upstream's answer, each with everything below it. */
  readonly privateAnswers: readonly string[]
  /** The preset that a new installation starts from. */
  readonly preset: string
  /** Client networks in CIDR form that are answered; everyone else is refused. */
  readonly clients: readonly string[]
  /** Certificate and key files (PEM) for HTTPS and TLS; made at first start when left out and needed. */
  readonly certificate?: { readonly cert: string; readonly key: string }
  /** Name of the school's own status page, answered by the resolver. */
  readonly statusName: string
  /** A folder that the school's board shares out: presets, lists, a catalogue and the figures of its schools. */
  readonly board?: string
  /** Nightly backups: the file whose first line is their passphrase, and a second folder that they are copied to. */
  readonly backup: { readonly passphraseFile?: string; readonly copyTo?: string }
  /** The school's mail server, for the weekly overview; no mail is sent where it is left out. */
  readonly mail?: MailSettings
  /** Days that attempts are kept. */
  readonly keepAttemptsDays: number
}
