// The certificate library finds its own parts through this.
import 'reflect-metadata'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A certificate and its key, both PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const day = 24 * 3600 * 1000
/** The longest that Apple's devices accept. */
const validDays = 825
const renewWithinDays = 30

/**
 * The certificate in `folder`, made there when there is none that is valid for every one of `names` (host names and IP addresses) for at least
 * thirty more days. Throws what the file system throws.
 */
export async function ensureCertificate(folder: string, names: readonly string[], now: number): Promise<Certificate> {
  const paths = { cert: join(folder, 'dashboard-cert.pem'), key: join(folder, 'dashboard-key.pem') }
  const kept = readPair(paths)
  if (kept && isUsable(kept, names, now)) return kept
  const made = await selfSigned(names, now)
  mkdirSync(folder, { recursive: true })
  writeWhole(paths.key, made.key, 0o600)
  writeWhole(paths.cert, made.cert, 0o644)
  return made
}

function readPair(paths: Certificate): Certificate | undefined {
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

async function selfSigned(names: readonly string[], now: number): Promise<Certificate> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const alternatives = names.map((name) => ({ type: isIP(name) ? ('ip' as const) : ('dns' as const), value: name }))
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ O: ['Rooster'] }, { CN: [names[0] ?? 'rooster'] }],
    // An hour early, for devices whose clock runs behind.
    notBefore: new Date(now - 3600 * 1000),
    notAfter: new Date(now + validDays * day - 3600 * 1000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(alternatives),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  return { cert: `${certificate.toString('pem')}\n`, key: key.export({ format: 'pem', type: 'pkcs8' }).toString() }
}

/** Writes beside the file and renames, so that a power cut leaves the old one or the new one, never half. */
function writeWhole(path: string, text: string, mode: number): void {
  writeFileSync(`${path}.new`, text, { mode })
  renameSync(`${path}.new`, path)
}
