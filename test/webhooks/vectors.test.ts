import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { answerProblem } from '../../webhooks/problem.ts'
import { createSignedForm } from '../../webhooks/verify.ts'
import { problemIn } from '../support/a-problem.ts'
import { accountSid } from '../support/an-environment.ts'
import { isReferenceThere, signatureVectors } from '../support/stored-reference.ts'

type Sent = { readonly url: string; readonly body: string; readonly signature: string }

/** Our check, with the server at the address of the vector. */
async function heard({ url, body, signature }: Sent, publicUrl = new URL(url).origin) {
  const { authToken } = signatureVectors()
  const signedForm = createSignedForm({ publicUrl, accountSid, authTokens: [authToken] })
  const app = new Hono()
    .post('*', async (c) => c.json(await signedForm(c)))
    .onError((problem, c) => answerProblem(c, problem))
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature }
  return app.request(url, { method: 'POST', headers, body })
}

/** "Not for this account" comes only after a good signature; these vectors have no account. */
const fits = async (answer: Response) => {
  if (answer.status === 200) return true
  return (await problemIn(answer)).code === 'foreign-account'
}

describe.skipIf(!isReferenceThere)('signatures computed by Twilio’s own library', () => {
  const names = ['A_conv', 'C_empty_value_and_dotted', 'D_repeat'] as const

  it.each(names)('%s verifies', async (name) => {
    expect(await fits(await heard(signatureVectors().vectors[name]))).toBe(true)
  })

  it.each(names)('%s with one more parameter does not', async (name) => {
    const { body, ...rest } = signatureVectors().vectors[name]
    expect(await fits(await heard({ ...rest, body: `${body}&Body2=x` }))).toBe(false)
  })

  it('keeps dotted names, empty values and the case of names', async () => {
    const answer = await heard(signatureVectors().vectors.C_empty_value_and_dotted)
    expect(await answer.json()).toMatchObject({
      'MessagingBinding.Address': '+15558675310',
      Identity: '',
      a: 'lower',
      Z: 'upper',
    })
  })

  it('keeps text beyond ASCII', async () => {
    const answer = await heard(signatureVectors().vectors.A_conv)
    expect(await answer.json()).toMatchObject({ Body: 'Can we switch to video? café ✓' })
  })

  it('B_video is refused with its query, and does not verify without it', async () => {
    const { url, ...rest } = signatureVectors().vectors.B_video
    expect((await problemIn(await heard({ url, ...rest }))).code).toBe('bad-signature')
    expect((await problemIn(await heard({ url: url.replace(/\?.*/, ''), ...rest }))).code).toBe('bad-signature')
  })
})

describe.skipIf(!isReferenceThere)('the port in the signed address', () => {
  const url = 'https://flex.example.com/webhooks/twilio/call'
  const heardAt = async (publicUrl: string, signed: 'signedWithoutPort' | 'signedWith443' | 'signedWith8443') => {
    const { params, ...signatures } = signatureVectors().vectors.F_ports
    return fits(
      await heard({ url, body: new URLSearchParams(params).toString(), signature: signatures[signed] }, publicUrl),
    )
  }

  it.each([
    ['https://flex.example.com', 'signedWithoutPort', true],
    ['https://flex.example.com', 'signedWith443', true],
    ['https://flex.example.com:8443', 'signedWithoutPort', true],
    ['https://flex.example.com:8443', 'signedWith8443', true],
    ['https://flex.example.com', 'signedWith8443', false],
    ['http://flex.example.com', 'signedWithoutPort', false],
  ] as const)('at PUBLIC_URL %s a webhook %s verifies: %s', async (publicUrl, signed, isGood) => {
    expect(await heardAt(publicUrl, signed)).toBe(isGood)
  })
})
