import { z } from 'zod'
import { answerText, jsonIn } from '../ask.ts'
import type { Check } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'
import { isAccepted, postSigned } from '../signed-post.ts'

const problem = z.object({ code: z.string() })

/** Checks address, proxies and auth token with a webhook like Twilio's, whose event the server ignores. */
export const signatures: Check = {
  name: 'signatures of webhooks',
  needs: ['public address', 'auth token'],
  isOff: noServer,
  async look(account) {
    const answer = await postSigned(serverOf(account), '/webhooks/conversations', { EventType: 'onUserUpdated' })
    if (isAccepted(answer)) return []
    const { data } = problem.safeParse(jsonIn(answer))
    return [
      {
        what: `The server refuses a webhook that is signed as Twilio signs it: ${data?.code ?? answerText(answer)}`,
        todo: 'PUBLIC_URL must be exactly what Twilio calls, and the server must run with this TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN; a proxy must forward path and body unchanged.',
      },
    ]
  },
}
