// The certificate library finds its own parts through this.
import 'reflect-metadata'
import { createPrivateKey, X509Certificate as NodeCertificate, type webcrypto } from 'node:crypto'
import { mkdirSync } from 'node:fs'
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
  /** Makes a certificate for one name, valid for a day. */
  issue(name: string, now: number): Promise<Certificate>
}

const HOUR = 3600_000
const DAY = 24 * HOUR
/** Ten years: to replace it, every managed device must be given another one. */
const CA_DAYS = 3650
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
  // One key for all names of this run: they are all this box.
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const leafKey = await keyText(keys.privateKey)
  const fixed = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
  ]
  return {
    cert,
    async issue(name, now) {
      const leaf = await X509CertificateGenerator.create({
        subject: [{ O: ['Rooster'] }],
        issuer: issuer.subjectName,
        notBefore: new Date(now - HOUR),
        notAfter: new Date(now + DAY),
        signingAlgorithm: algorithm,
        publicKey: keys.publicKey,
        signingKey,
        extensions: [...fixed, new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
      })
      return { cert: `${leaf.toString('pem')}\n`, key: leafKey }
    },
  }
}

async function keyText(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  const made = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  return made.export({ format: 'pem', type: 'pkcs8' }).toString()
}
