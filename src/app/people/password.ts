import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** Fewest characters of a password. */
export const PASSWORD_LENGTH = 10

/** OWASP's choice for argon2id: memory in KiB, passes, lanes. */
const cost = { memory: 19456, passes: 2, parallelism: 1 } as const

/** Hashes a password to a PHC string (`$argon2id$v=19$m=...$salt$hash`), off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive('argon2id', { message: password.normalize('NFC'), nonce: salt, tagLength: 32, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(hash)}`
}

/** Whether the password is that of the PHC string, with the costs it was made with. */
export async function passwordMatches(password: string, phc: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc)
  if (match === null) throw new Error('a stored password is not an argon2id PHC string')
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number]
  const expected = Buffer.from(match[5]!, 'base64')
  const hash = await derive('argon2id', {
    message: password.normalize('NFC'),
    nonce: Buffer.from(match[4]!, 'base64'),
    tagLength: expected.length,
    memory,
    passes,
    parallelism,
  })
  return timingSafeEqual(hash, expected)
}

/** Takes as long as a real check and never matches: the time of an answer must not tell which logins exist. */
export async function pretendToCheck(password: string): Promise<false> {
  await passwordMatches(password, nobody)
  return false
}

const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
