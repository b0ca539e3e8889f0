import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Identity, selfSigned } from './certificate.ts'
import { certifiedNames } from './twilio-hosts.ts'

export interface KeptIdentity extends Identity {
  /** The certificate's file, for clients that have to trust it. */
  readonly file: string
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly fingerprint: string
}

const week = 7 * 86_400_000

/** The certificate in a folder. Creates a new one if there is none, or if it expires within a week. */
export function keptIdentity(folder: string, now = Date.now()): KeptIdentity {
  const file = join(folder, 'certificate.pem')
  const keyFile = join(folder, 'key.pem')
  const identity = readIdentity(file, keyFile, now) ?? selfSigned(certifiedNames, now)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(keyFile, identity.key, { mode: 0o600 })
  writeFileSync(file, identity.certificate)
  const { publicKey } = new X509Certificate(identity.certificate)
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return { ...identity, file, fingerprint: createHash('sha256').update(spki).digest('base64') }
}

function readIdentity(file: string, keyFile: string, now: number): Identity | undefined {
  try {
    const [certificate, key] = [readFileSync(file, 'utf-8'), readFileSync(keyFile, 'utf-8')]
    const read = new X509Certificate(certificate)
    const isGood =
      read.validToDate.getTime() - now > week &&
      read.checkPrivateKey(createPrivateKey(key)) &&
      certifiedNames.every((each) => read.subjectAltName?.includes(`DNS:${each}`))
    return isGood ? { certificate, key } : undefined
  } catch {
    return undefined // no certificate, or an unreadable one
  }
}
