// The certificate library finds its own parts through this.
import 'reflect-metadata'
import { createPrivateKey, X509Certificate as NodeCertificate, type webcrypto } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { Certificate } from './certificate.ts'
import { readPair, writeWhole } from './certificate.ts'

/** The school's own certificate authority: it signs for the names of block pages, and only devices that were given its certificate believe it. */
export interface SchoolCa {
  /** Its certificate (PEM), to be installed on the devices that the school manages. Its key never leaves the box. */
  readonly cert: string
  /** Makes a certificate for one name, valid for a day. Throws for an address: those are this box's own, or nobody's to sign for. */
  issue(name: string, now: number): Promise<Certificate>
  /** Makes a certificate for this box, by its host names and IP addresses, with a key of its own; valid for as long as devices put up with. */
  issueOwn(names: readonly string[], now: number): Promise<Certificate>
}

const HOUR = 3600_000
const DAY = 24 * HOUR
/** Ten years: to replace it, every managed device must be given another one. */
const CA_DAYS = 3650
/** The longest that Apple's devices accept. */
const OWN_DAYS = 825
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** The authority in `folder`, made there when there is none. The key is readable by the program's own user only. Throws what the file system throws. */
export async function ensureSchoolCa(folder: string, school: string, now: number): Promise<SchoolCa> {
  const paths = { cert: join(folder, 'school-ca-cert.pem'), key: join(folder, 'school-ca-key.pem') }
  const kept = readPair(paths)
  if (kept && isWhole(kept)) return authority(kept)
  const made = await makeCa(school, now)
  mkdirSync(folder, { recursive: true })
  writeWhole(paths.key, made.key, 0o600)
  writeWhole(paths.cert, made.cert, 0o644)
  return authority(made)
}

/** The authority in `folder`; undefined where there is none that can sign. Throws what the file system throws. */
export async function schoolCaIn(folder: string): Promise<SchoolCa | undefined> {
  const kept = readPair({ cert: join(folder, 'school-ca-cert.pem'), key: join(folder, 'school-ca-key.pem') })
  return kept && isWhole(kept) ? authority(kept) : undefined
}

/** A pair that does not fit is replaced: nothing could be signed with it. One that has run out is kept and said so by the browsers that meet it. */
function isWhole({ cert, key }: Certificate): boolean {
  try {
    return new NodeCertificate(cert).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

async function makeCa(school: string, now: number): Promise<Certificate> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const cert = await X509CertificateGenerator.createSelfSigned({
    // A common name has 64 characters at the most (RFC 5280 appendix A.1).
    name: [{ O: ['Rooster'] }, { CN: [`Rooster ${school}`.slice(0, 64)] }],
    notBefore: new Date(now - HOUR),
    notAfter: new Date(now + CA_DAYS * DAY),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      // Path length 0: it signs for names, and never for another authority.
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await keyText(keys.privateKey) }
}

async function authority({ cert, key }: Certificate): Promise<SchoolCa> {
  const issuer = new X509Certificate(cert)
  const der = createPrivateKey(key).export({ format: 'der', type: 'pkcs8' })
  const signingKey = await crypto.subtle.importKey('pkcs8', new Uint8Array(der), algorithm, false, ['sign'])
  // One key for all names of closed sites in this run: they are all this box.
  const shared = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const sign = async (subject: readonly string[], days: number, keys: webcrypto.CryptoKeyPair, now: number) => {
    const names = subject.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }))
    const leaf = await X509CertificateGenerator.create({
      subject: [{ O: ['Rooster'] }],
      issuer: issuer.subjectName,
      // An hour early, for devices whose clock runs behind.
      notBefore: new Date(now - HOUR),
      notAfter: new Date(now + days * DAY - (days > 1 ? HOUR : 0)),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
        new SubjectAlternativeNameExtension(names),
      ],
    })
    return `${leaf.toString('pem')}\n`
  }
  const sharedKey = await keyText(shared.privateKey)
  return {
    cert,
    async issue(name, now) {
      if (isIP(name) !== 0) throw new Error(`${name} is an address, not a name`)
      return { cert: await sign([name], 1, shared, now), key: sharedKey }
    },
    async issueOwn(names, now) {
      const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
      return { cert: await sign(names, OWN_DAYS, keys, now), key: await keyText(keys.privateKey) }
    },
  }
}

async function keyText(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  const made = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  return made.export({ format: 'pem', type: 'pkcs8' }).toString()
}
