import { signQueuesPass } from '../../../src/access/queues-pass.ts'
import { participants } from '../../support/a-house.ts'
import { signatureOf } from '../../support/a-signed-form.ts'
import { anApp } from '../../support/an-app.ts'
import { sid } from '../../support/an-assignment.ts'
import { accountSid, authToken, linkSecret, publicUrl } from '../../support/an-environment.ts'

const { app } = anApp()

/** A webhook of Twilio's, or a similar request. A stream's callback has its task in the address. */
export async function askedByTwilio(method: string, route: string, holder: string): Promise<number> {
  const path = route === '/webhooks/streams' ? `${route}?task=${sid('WT', 1)}` : route
  const form = { AccountSid: accountSid, EventType: 'nothing', StatusCallbackEvent: 'nothing' }
  const signatures: Readonly<Record<string, string>> = {
    'wrong signature': signatureOf(`${publicUrl}${path}`, form, 'another-token'),
    signed: signatureOf(`${publicUrl}${path}`, form, authToken),
  }
  const signature = signatures[holder]
  const body = new URLSearchParams(form)
  const answer = await app.request(path, {
    method,
    body,
    headers: { ...(signature && { 'x-twilio-signature': signature }) },
  })
  return answer.status
}

/** A browser on the queues page, with or without the cookie that the supervisor page gets. */
export async function askedAtQueues(method: string, path: string, holder: string): Promise<number> {
  const pass = (until: number) => signQueuesPass({ workerSid: participants.sue.workerSid, until }, linkSecret)
  const cookies: Readonly<Record<string, string>> = {
    'cookie past its time': pass(Date.now() - 60_000),
    'cookie, from a foreign page': pass(Date.now() + 60_000),
    cookie: pass(Date.now() + 60_000),
  }
  const cookie = cookies[holder]
  const origin = holder === 'cookie' ? new URL(publicUrl).origin : 'https://elsewhere.example'
  const answer = await app.request(path.replace(/:\w+/g, 'facts'), {
    method,
    redirect: 'manual',
    headers: { origin, ...(cookie && { cookie: `escalate-queues=${cookie}; __Secure-escalate-queues=${cookie}` }) },
  })
  return answer.status
}

export async function askedByAnybody(method: string, path: string): Promise<number> {
  return (await app.request(path.replace(/\*$/, 'x.js'), { method })).status
}
