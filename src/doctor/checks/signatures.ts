import { z } from 'zod'
import { answerText, jsonIn } from '../ask.ts'
import type { Check } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'
import { isTaken, postSigned } from '../signed-post.ts'

const problem = z.object({ code: z.string() })

/** A webhook signed as Twilio signs it gets in: address, proxies and auth token all fit. It says nothing to the server. */
export const signatures: Check = {
  name: 'signatures of webhooks',
  needs: ['public address', 'auth token'],
  isOff: noServer,
  async look(account) {
    const answer = await postSigned(serverOf(account), '/webhooks/conversations', { EventType: 'onUserUpdated' })
    if (isTaken(answer)) return []
    const { data } = problem.safeParse(jsonIn(answer))
    return [
      {
        what: `The server refuses a webhook that is signed as Twilio signs it: ${data?.code ?? answerText(answer)}`,
        todo: 'PUBLIC_URL must be exactly what Twilio calls, and the server must run with this TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN; a proxy must pass path and body on as they are.',
      },
    ]
  },
}
