import { z } from 'zod'
import { resigned } from '../../twilio/resigned.ts'
import { ask, jsonIn, saidOf } from '../ask.ts'
import type { Check } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'

const problem = z.object({ code: z.string() })

/** A webhook signed as Twilio signs it gets in: address, proxies and auth token all fit. It says nothing to the server. */
export const signatures: Check = {
  name: 'signatures of webhooks',
  needs: ['public address', 'auth token'],
  isOff: noServer,
  async look(account) {
    const { PUBLIC_URL, TWILIO_ACCOUNT_SID: AccountSid, TWILIO_AUTH_TOKEN } = serverOf(account)
    const url = `${PUBLIC_URL}/webhooks/conversations`
    const body = new URLSearchParams({ AccountSid, EventType: 'onUserUpdated' }).toString()
    const { signature } = resigned(url, body, TWILIO_AUTH_TOKEN[0] ?? '')
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature }
    const answer = await ask(url, { method: 'POST', headers, body })
    if (!('why' in answer) && answer.status === 204) return []
    const { data } = problem.safeParse(jsonIn(answer))
    return [
      {
        what: `The server refuses a webhook that is signed as Twilio signs it: ${data?.code ?? saidOf(answer)}`,
        todo: 'PUBLIC_URL must be exactly what Twilio calls, and the server must run with this TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN; a proxy must pass path and body on as they are.',
      },
    ]
  },
}
