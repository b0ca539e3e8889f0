import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { bits, der, octets, oid, positive, sequence, utcTime, yes } from './der.ts'

export interface Identity {
  /** PEM. */
  readonly certificate: string
  readonly key: string
}

const day = 86_400_000
const name = sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from('Twilio simulator, not Twilio')))))
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))

/**
 * Creates a self-signed certificate for these DNS names, valid for 90 days. It is no certificate authority: a client
 * that trusts it trusts it for these names only. It is written here because Node cannot create certificates and not
 * every machine has a tool for it.
 */
export function selfSigned(names: readonly string[], now = Date.now()): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const tbs = sequence(
    der(0xa0, positive(Buffer.of(2))), // version 3
    positive(serial),
    ecdsaWithSha256,
    name,
    // Valid since yesterday, because clocks differ.
    sequence(utcTime(new Date(now - day)), utcTime(new Date(now + 90 * day))),
    name,
    spki,
    der(0xa3, sequence(...extensions(names, spki))),
  )
  const whole = sequence(tbs, ecdsaWithSha256, bits(sign('sha256', tbs, privateKey)))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function extensions(names: readonly string[], spki: Uint8Array): readonly Buffer[] {
  const serverAuth = oid('1.3.6.1.5.5.7.3.1')
  const dnsNames = names.map((each) => der(0x82, Buffer.from(each)))
  return [
    sequence(oid('2.5.29.19'), yes, octets(sequence())), // basicConstraints: not a CA
    sequence(oid('2.5.29.15'), yes, octets(bits(Buffer.of(0x80), 7))), // keyUsage: digitalSignature
    sequence(oid('2.5.29.37'), octets(sequence(serverAuth))),
    sequence(oid('2.5.29.17'), octets(sequence(...dnsNames))), // subjectAltName
    sequence(oid('2.5.29.14'), octets(octets(createHash('sha1').update(spki).digest()))), // subjectKeyIdentifier
  ]
}
