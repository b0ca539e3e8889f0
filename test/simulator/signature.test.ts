import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { signature } from '../../simulator/webhooks/signature.ts'
import { authToken, vectors } from './signature-vectors.ts'

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

  it.each(vectors)("are those of Twilio's own library for $what", ({ url, params, signature: expected }) => {
    expect(signature(authToken, url, params)).toBe(expected)
    expect(twilio.validateRequest(authToken, expected, url, params ?? {})).toBe(true)
  })
})
