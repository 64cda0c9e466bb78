// The certificate library finds its own parts through this.
import 'reflect-metadata'
import { createPrivateKey } from 'node:crypto'
import { isIP } from 'node:net'
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
import type { Certificate } from './certificate.ts'

const day = 24 * 3600 * 1000
/** The longest that Apple's devices accept. */
const validDays = 825

/** Makes a certificate for host names and IP addresses, signed by its own key. `now` is in milliseconds since 1970. */
export async function selfSigned(names: readonly string[], now: number): Promise<Certificate> {
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
