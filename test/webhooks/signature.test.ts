import { describe, expect, it } from 'vitest'
import { aMessage, doors } from '../support/a-command.ts'
import { problemIn } from '../support/a-problem.ts'
import { signatureOf, signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { sid } from '../support/an-assignment.ts'
import { accountSid, apiKeySecret, publicUrl } from '../support/an-environment.ts'

const good = signedForm(doors.conversations, aMessage())

/** Posts a webhook and checks that it was refused. */
async function refusal(path: string, init: RequestInit) {
  const { app, accepted } = anApp()
  const problem = await problemIn(await app.request(path, init))
  expect(accepted).toEqual([])
  return problem
}

const without = (name: string) => ({
  ...good,
  headers: Object.entries(good.headers).filter(([each]) => each !== name) as [string, string][],
})
const signed = (secret: string) =>
  signatureOf(publicUrl + doors.conversations, { AccountSid: accountSid, ...aMessage() }, secret)
const withSignature = (signature: string) => ({
  ...good,
  headers: { ...good.headers, 'x-twilio-signature': signature },
})

it('a webhook that Twilio signed is accepted', async () => {
  const { app, accepted } = anApp()
  const answer = await app.request(doors.conversations, good)
  expect([answer.status, await answer.text(), accepted.length]).toEqual([204, '', 1])
})

describe('a webhook that differs from what Twilio signed is refused', () => {
  it.each([
    ['forged', withSignature(signed('f'.repeat(32)))],
    ['absent', without('x-twilio-signature')],
    ['empty', withSignature('')],
    ['far too long', withSignature('A'.repeat(7_000))],
    ['not even ASCII', withSignature('é'.repeat(28))],
    ['made with an API key secret instead of the auth token', withSignature(signed(apiKeySecret))],
  ])('a signature that is %s', async (_, init) => {
    expect(await refusal(doors.conversations, init)).toMatchObject({ status: 403, code: 'bad-signature' })
  })

  it('a signature that is sent twice', async () => {
    const headers = new Headers(good.headers)
    headers.append('x-twilio-signature', good.headers['x-twilio-signature'] ?? '')
    expect(await refusal(doors.conversations, { ...good, headers })).toMatchObject({ status: 403 })
  })

  it('a body with one changed byte', async () => {
    const init = { ...good, body: good.body.replace('%2Fvideo', '%2Fvideo+end') }
    expect(init.body).not.toBe(good.body)
    expect(await refusal(doors.conversations, init)).toMatchObject({ status: 403, code: 'bad-signature' })
  })

  it.each([doors.video, doors.taskrouter])('the right signature, sent to %s', async (path) => {
    expect(await refusal(path, good)).toMatchObject({ status: 403, code: 'bad-signature' })
  })

  it.each([`${doors.conversations}/`, `/${doors.conversations}`, '/webhooks//conversations', '/webhooks/other'])(
    'the right signature, sent to %s, an unknown address',
    async (path) => {
      expect([403, 404]).toContain((await refusal(path, good)).status)
    },
  )

  it('a signature made for http when our address is https', async () => {
    const signature = signatureOf(`${publicUrl.replace('https', 'http')}${doors.conversations}`, {
      AccountSid: accountSid,
      ...aMessage(),
    })
    expect(await refusal(doors.conversations, withSignature(signature))).toMatchObject({ status: 403 })
  })

  it('a query added to a genuine webhook', async () => {
    expect(await refusal(`${doors.conversations}?x=1`, good)).toMatchObject({ status: 403, code: 'bad-signature' })
  })

  it('a genuine webhook whose parameters were moved into the query', async () => {
    const moved = { ...good, body: '' }
    expect(await refusal(`${doors.conversations}?${good.body}`, moved)).toMatchObject({ status: 403 })
  })

  it('a query that Twilio itself signed', async () => {
    const path = `${doors.conversations}?tenant=acme`
    expect(await refusal(path, signedForm(path, aMessage()))).toMatchObject({ status: 403 })
  })
})

describe('a webhook of another account is refused', () => {
  it.each([
    ['another account', sid('AC', 2)],
    ['no account', ''],
  ])('signed, for %s', async (_, AccountSid) => {
    const init = signedForm(doors.conversations, { ...aMessage(), AccountSid })
    expect(await refusal(doors.conversations, init)).toMatchObject({ status: 403, code: 'foreign-account' })
  })
})

it('both auth tokens are accepted during a rotation of the primary one', async () => {
  const [old, fresh] = ['1'.repeat(32), '2'.repeat(32)]
  const { app, accepted } = anApp({ signing: { publicUrl, accountSid, authTokens: [fresh, old] } })
  for (const token of [fresh, old])
    expect((await app.request(doors.conversations, withSignature(signed(token)))).status).toBe(204)
  expect(accepted).toHaveLength(2)
})
