import { readFileSync } from 'node:fs'
import type { MailSettings } from '../config/config.ts'

/** A mail to one person, in plain text. */
export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly files: readonly { readonly name: string; readonly type: string; readonly content: Uint8Array }[]
}
/** Sends mail. Throws where the server does not take it, with what it said. */
export interface Post {
  send(message: Message): Promise<void>
}

/** Milliseconds that a server gets for each step. */
const PATIENCE = 15_000

/**
 * Mail by the school's own server (SMTP, RFC 5321). On port 465 TLS comes first; elsewhere it is asked for (STARTTLS, RFC 3207), and insisted on where
 * there is a password to send. The password is read from its file each time, so that a new one needs no restart.
 */
export function postBy({ host, port, from, user, passwordFile }: MailSettings): Post {
  return {
    async send({ to, subject, text, files }) {
      // Loaded only here: it is needed once a week.
      const { createTransport } = await import('nodemailer')
      const pass = passwordFile === undefined ? '' : readFileSync(passwordFile, 'utf8').split('\n')[0]!.trim()
      const transport = createTransport({
        ...{ host, port, secure: port === 465, requireTLS: user !== undefined && port !== 465 },
        ...(user === undefined ? {} : { auth: { user, pass } }),
        ...{ connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE },
        // What is sent is all here: nothing may be read from a file or an address that stands in a text.
        ...{ disableFileAccess: true, disableUrlAccess: true },
      })
      try {
        await transport.sendMail({
          ...{ from, to: { name: '', address: to }, subject, text },
          attachments: files.map(({ name, type, content }) => ({
            filename: name,
            contentType: type,
            content: Buffer.from(content),
          })),
        })
      } finally {
        transport.close()
      }
    },
  }
}
