import type { Endpoint } from '../config/config.ts'

/** An address that could not be listened on; the message is for the person who starts the server. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

const sentences: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use by another program; stop that program or choose another port',
  EACCES: 'this user may not listen on this port; use a port above 1023, or give the program CAP_NET_BIND_SERVICE',
  EADDRNOTAVAIL: 'this machine has no such address; use one of its own, or 0.0.0.0 for all of them',
}

/** What sets the address: a command-line flag, or for encrypted DNS a setting alone. */
export type ListenFlag = 'dns' | 'web' | 'dot' | 'doh' | 'block' | 'block-tls'

/** Makes the sentence for a failed listen. */
export function listenError(
  flag: ListenFlag,
  transport: string,
  { address, port }: Endpoint,
  error: NodeJS.ErrnoException,
): ListenError {
  const where = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
  const what = sentences[error.code ?? ''] ?? error.message
  const setting = flag === 'dns' || flag === 'web' ? `--${flag}` : `"${flag}" in the settings`
  return new ListenError(`${flag} ${where} (${transport}): ${what} (${setting}).`, { cause: error })
}
