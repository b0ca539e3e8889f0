import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { aMessage, doors } from '../support/a-command.ts'
import { problemIn } from '../support/a-problem.ts'
import { signatureOf, signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { accountSid, publicUrl } from '../support/an-environment.ts'

async function refusal(init: RequestInit) {
  const { app, accepted } = anApp()
  const problem = await problemIn(await app.request(doors.conversations, init))
  expect(accepted).toEqual([])
  return problem
}

const good = signedForm(doors.conversations, aMessage())
const ofType = (type: string) => ({ ...good, headers: { ...good.headers, 'content-type': type } })

describe('a webhook', () => {
  const large = signedForm(doors.conversations, aMessage({ Body: 'x'.repeat(640 * 1024) }))

  it('of more than 640 KiB is refused (413) when its length is announced', async () => {
    const headers = { ...large.headers, 'content-length': String(large.body.length) }
    expect(await refusal({ ...large, headers })).toMatchObject({ status: 413, code: 'too-large', retryable: false })
  })

  it('of more than 640 KiB is refused (413) when it comes in chunks without a length', async () => {
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < large.body.length; at += 4096)
          controller.enqueue(new TextEncoder().encode(large.body.slice(at, at + 4096)))
        controller.close()
      },
    })
    const headers = { ...large.headers, 'transfer-encoding': 'chunked' }
    const init: RequestInit = { ...large, headers, body: chunks, duplex: 'half' }
    expect(await refusal(init)).toMatchObject({ status: 413, code: 'too-large' })
  })

  it('of more than 640 KiB is refused (413) before its signature is checked', async () => {
    const headers = { ...large.headers, 'x-twilio-signature': 'forged', 'content-length': String(large.body.length) }
    expect(await refusal({ ...large, headers })).toMatchObject({ status: 413, code: 'too-large' })
  })

  it('of exactly 640 KiB is accepted', async () => {
    const room =
      640 * 1024 - new URLSearchParams({ AccountSid: accountSid, ...aMessage({ Body: '' }) }).toString().length
    const { app } = anApp()
    const fits = signedForm(doors.conversations, aMessage({ Body: 'x'.repeat(room) }))
    expect(fits.body).toHaveLength(640 * 1024)
    expect((await app.request(doors.conversations, fits)).status).toBe(204)
  })
})

describe('only URL-encoded forms are webhooks', () => {
  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'multipart/form-data', ''])(
    'content type "%s" is refused (415)',
    async (type) => {
      expect(await refusal(ofType(type))).toMatchObject({ status: 415, code: 'not-a-form' })
    },
  )

  it('a body without any content type is refused (415)', async () => {
    const headers = { 'x-twilio-signature': good.headers['x-twilio-signature'] ?? '' }
    const body = new TextEncoder().encode(good.body)
    expect(await refusal({ method: 'POST', headers, body })).toMatchObject({ status: 415 })
  })

  it('a compressed body is refused (415)', async () => {
    const headers = { ...good.headers, 'content-encoding': 'gzip' }
    expect(await refusal({ ...good, headers, body: new Uint8Array(gzipSync(good.body)) })).toMatchObject({
      status: 415,
    })
  })

  it('the case and the charset of the content type do not matter', async () => {
    const { app, accepted } = anApp()
    const init = ofType('Application/X-WWW-Form-Urlencoded;charset=UTF-8')
    expect((await app.request(doors.conversations, init)).status).toBe(204)
    expect(accepted).toHaveLength(1)
  })
})

describe('webhooks are posted', () => {
  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    '%s is refused (405) at every webhook address',
    async (method) => {
      const { app, accepted } = anApp()
      for (const path of [...Object.values(doors), '/webhooks/streams', '/webhooks/voice']) {
        const answer = await app.request(path, { method, headers: good.headers })
        expect(answer.status).toBe(405)
        if (method !== 'HEAD') expect(await problemIn(answer)).toMatchObject({ code: 'post-only' })
      }
      expect(accepted).toEqual([])
    },
  )
})

describe('a form has at most 200 parameters', () => {
  const withMore = (many: number) => {
    const more = Object.fromEntries(Array.from({ length: many }, (_, n) => [`Extra${n}`, String(n)]))
    const own = Object.keys({ AccountSid: accountSid, ...aMessage() }).length
    return { init: signedForm(doors.conversations, { ...aMessage(), ...more }), parameters: own + many }
  }
  const own = withMore(0).parameters

  it('200 are accepted', async () => {
    const { app, accepted } = anApp()
    expect((await app.request(doors.conversations, withMore(200 - own).init)).status).toBe(204)
    expect(accepted).toHaveLength(1)
  })

  it.each([201, 202, 300, 1_000])('%i are refused (413)', async (many) => {
    expect(await refusal(withMore(many - own).init)).toMatchObject({ status: 413, code: 'too-large' })
  })

  it('one name repeated a thousand times is refused (413)', async () => {
    const parameters = { AccountSid: accountSid, ...aMessage(), Same: 'x' }
    const signature = signatureOf(publicUrl + doors.conversations, parameters)
    const body = `${new URLSearchParams(parameters)}${'&Same=x'.repeat(1_000)}`
    const headers = { ...good.headers, 'x-twilio-signature': signature }
    expect(await refusal({ method: 'POST', headers, body })).toMatchObject({ status: 413, code: 'too-large' })
  })
})
