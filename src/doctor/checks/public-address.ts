import { whyNotPublic } from '../../setup/addresses.ts'
import { answerText, ask, jsonIn } from '../ask.ts'
import type { Check, Finding } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'

/** Checks from here that PUBLIC_URL leads to a running server. Whether Twilio reaches it, too, cannot be checked. */
export const publicAddress: Check = {
  name: 'public address',
  isOff: noServer,
  async look(account): Promise<readonly Finding[]> {
    const { PUBLIC_URL: url, TWILIO_API_URL: simulated } = serverOf(account)
    // A simulated Twilio runs on this machine, so the address need not be public.
    const why = simulated ? undefined : whyNotPublic(url)
    if (why)
      return [{ what: `PUBLIC_URL ${url} cannot be used: ${why}`, todo: 'Give the server a public https address.' }]
    const answer = await ask(`${url}/healthz`)
    if (JSON.stringify(jsonIn(answer)) === '{"status":"ok"}') return []
    const isOther = !('why' in answer) && answer.status === 200
    return [
      {
        what: `${url}/healthz ${isOther ? 'is answered by something else' : `cannot be reached (${answerText(answer)})`}`,
        todo: 'Start the server, and make PUBLIC_URL lead to it; a proxy must forward paths unchanged.',
      },
    ]
  },
}
