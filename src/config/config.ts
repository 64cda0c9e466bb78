/** An address and a port to listen on or to send to. */
export interface Endpoint {
  /** IPv4 or IPv6, in canonical text. `0.0.0.0` and `::` stand for every local address. */
  readonly address: string
  readonly port: number
}

/** The server's own settings: one YAML file, flags and environment. The program never writes them. */
export interface Config {
  readonly dns: readonly Endpoint[]
  readonly web: Endpoint
  /** Folder for databases, lists, certificates and the last snapshot. */
  readonly data: string
  readonly upstreams: readonly Endpoint[]
  /** The preset that a new installation starts from. */
  readonly preset: string
  /** Client networks in CIDR form that are answered; everyone else is refused. */
  readonly clients: readonly string[]
  /** Certificate and key files (PEM) for HTTPS; made at first start when left out and needed. */
  readonly certificate?: { readonly cert: string; readonly key: string }
  /** Name of the school's own status page, answered by the resolver. */
  readonly statusName: string
  /** A folder that the school's board shares out: presets, lists, a catalogue and the figures of its schools. */
  readonly board?: string
  /** Days that attempts are kept. */
  readonly keepAttemptsDays: number
}
