import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits, for a link or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret: its SHA-256, from which it cannot be made again. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
