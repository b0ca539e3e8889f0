import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type SignedParams, signature } from '../../simulator/webhooks/signature.ts'

const file = new URL('../../../shared/reference/signature-vectors.json', import.meta.url)

const vector = z.object({ url: z.string(), signature: z.string(), params: z.unknown() }).partial()
const ports = z.object({
  params: z.record(z.string(), z.string()),
  signedWithoutPort: z.string(),
  signedWith443: z.string(),
  signedWith8443: z.string(),
})
const schema = z.object({ authToken: z.string(), vectors: z.record(z.string(), z.unknown()) })

describe('signatures', () => {
  it("match the example in Twilio's documentation", () => {
    const params = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675310',
      Digits: '1234',
      From: '+14158675310',
      To: '+18005551212',
    }
    const url = 'https://example.com/myapp.php?foo=1&bar=2'
    expect(signature('12345', url, params)).toBe('L/OH5YylLD5NRKLltdqwSvS0BnU=')
  })

  it('sign a repeated name once per different value, sorted', () => {
    const sorted = signature('secret', 'https://example.com/', { Key: ['a', 'b'] })
    expect(signature('secret', 'https://example.com/', { Key: ['b', 'a', 'a'] })).toBe(sorted)
  })
})

describe.skipIf(!existsSync(file))('signature vectors (skipped without ../shared/reference)', () => {
  const { authToken, vectors } = existsSync(file)
    ? schema.parse(JSON.parse(readFileSync(file, 'utf-8')))
    : { authToken: '', vectors: {} }

  const plain = Object.entries(vectors).flatMap(([name, value]) => {
    const { url, signature: expected, params } = vector.parse(value)
    // E signs a JSON body, which is not part of the signed text; G and I have no body at all.
    return url === undefined || expected === undefined
      ? []
      : [{ name, url, expected, params: (params ?? {}) as SignedParams }]
  })

  it('cover every shape of request', () => {
    expect(plain.map(({ name }) => name.slice(0, 1))).toEqual(['A', 'B', 'C', 'D', 'E', 'G', 'I'])
  })

  it.each(plain)('$name', ({ url, expected, params }) => {
    expect(signature(authToken, url, params)).toBe(expected)
  })

  it('F: the port is signed as it is given', () => {
    const { params, signedWithoutPort, signedWith443, signedWith8443 } = ports.parse(vectors['F_ports'])
    const on = (port: string): string =>
      signature(authToken, `https://flex.example.com${port}/webhooks/twilio/call`, params)
    expect([on(''), on(':443'), on(':8443')]).toEqual([signedWithoutPort, signedWith443, signedWith8443])
  })

  it('H: a WebSocket address, with its slash', () => {
    const { signature_trailing_slash: expected } = z
      .object({ signature_trailing_slash: z.string() })
      .parse(vectors['H_wss'])
    expect(signature(authToken, 'wss://flex.example.com/media/')).toBe(expected)
  })
})
