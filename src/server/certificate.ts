import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'

/** A certificate and its key, both PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const day = 24 * 3600 * 1000
const renewWithinDays = 30

/**
 * The certificate of this box: the school's own, or one that is made for its name and all its addresses where one is needed, `isNeeded`. Undefined where
 * there is none and none is. Throws what the file system throws.
 */
export async function certificateOf(config: Config, isNeeded: boolean, now: number): Promise<Certificate | undefined> {
  const { certificate, data, statusName } = config
  if (certificate) return { cert: readFileSync(certificate.cert, 'utf8'), key: readFileSync(certificate.key, 'utf8') }
  if (!isNeeded) return undefined
  const addresses = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address.replace(/%.*$/, '')),
  )
  return ensureCertificate(join(data, 'certificate'), [statusName, hostname(), 'localhost', ...addresses], now)
}

/**
 * What lies at these paths now, where that is another pair than the `known` one. One that cannot be read, or whose key does not fit, is left aside: it may
 * be half written.
 */
export function renewed(paths: Certificate, known: Certificate): Certificate | undefined {
  try {
    const read = readPair(paths)
    const isNew = read !== undefined && (read.cert !== known.cert || read.key !== known.key)
    return isNew && new X509Certificate(read.cert).checkPrivateKey(createPrivateKey(read.key)) ? read : undefined
  } catch {
    return undefined
  }
}

/**
 * The certificate in `folder`, made there when there is none that is valid for every one of `names` (host names and IP addresses) for at least
 * thirty more days. Where the school has an authority of its own in that folder it is signed by that, so that devices that know the authority believe it;
 * else by its own key. Throws what the file system throws.
 */
export async function ensureCertificate(folder: string, names: readonly string[], now: number): Promise<Certificate> {
  const paths = { cert: join(folder, 'dashboard-cert.pem'), key: join(folder, 'dashboard-key.pem') }
  const kept = readPair(paths)
  const authority = authorityIn(folder, now)
  if (kept && isUsable(kept, names, now) && (authority === undefined || isSignedBy(kept, authority))) return kept
  const made = authority === undefined ? await bySelf(names, now) : await byAuthority(folder, names, now)
  mkdirSync(folder, { recursive: true })
  writeWhole(paths.key, made.key, 0o600)
  writeWhole(paths.cert, made.cert, 0o644)
  return made
}

// Loaded only here: most of their weight is in the making.
async function bySelf(names: readonly string[], now: number): Promise<Certificate> {
  const { selfSigned } = await import('./self-signed.ts')
  return selfSigned(names, now)
}

async function byAuthority(folder: string, names: readonly string[], now: number): Promise<Certificate> {
  const { schoolCaIn } = await import('./school-ca.ts')
  return (await schoolCaIn(folder))?.issueOwn(names, now) ?? bySelf(names, now)
}

/** The certificate of the school's authority (see `school-ca.ts`), where it can sign and outlives what it would sign by enough to be worth it. */
function authorityIn(folder: string, now: number): X509Certificate | undefined {
  try {
    const pair = readPair({ cert: join(folder, 'school-ca-cert.pem'), key: join(folder, 'school-ca-key.pem') })
    const certificate = pair && new X509Certificate(pair.cert)
    const isSound = pair && certificate?.checkPrivateKey(createPrivateKey(pair.key)) === true
    return isSound && Date.parse(certificate.validTo) - now >= renewWithinDays * day ? certificate : undefined
  } catch {
    return undefined
  }
}

const isSignedBy = ({ cert }: Certificate, authority: X509Certificate): boolean =>
  new X509Certificate(cert).verify(authority.publicKey)

/** The pair at these paths; undefined where a file is missing. */
export function readPair(paths: Certificate): Certificate | undefined {
  try {
    return { cert: readFileSync(paths.cert, 'utf8'), key: readFileSync(paths.key, 'utf8') }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A power cut between the two files, or an edit by hand, leaves a pair that does not fit: that is no certificate either. */
function isUsable({ cert, key }: Certificate, names: readonly string[], now: number): boolean {
  try {
    const certificate = new X509Certificate(cert)
    const covers = (name: string) =>
      (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined
    return (
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(certificate.validFrom) <= now &&
      Date.parse(certificate.validTo) - now >= renewWithinDays * day &&
      names.every(covers)
    )
  } catch {
    return false
  }
}

/** Writes beside the file and renames, so that a power cut leaves the old one or the new one, never half. */
export function writeWhole(path: string, text: string, mode: number): void {
  writeFileSync(`${path}.new`, text, { mode })
  renameSync(`${path}.new`, path)
}
