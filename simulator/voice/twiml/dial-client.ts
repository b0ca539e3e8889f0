import type { Cloud } from '../../cloud/cloud.ts'
import { createCall, endCall, ringCall } from '../call-life.ts'
import type { Call } from '../model.ts'
import { tones } from '../phone/tones.ts'
import type { DialledClient } from './verbs.ts'

/**
 * Rings a client, who then talks to the leg until one of them hangs up. Without a registered browser nobody answers.
 */
export function dialClient(cloud: Cloud, call: Call, client: DialledClient): void {
  const { identity, callerId, listening, parameters, ringsMs } = client
  const party = createCall(cloud, {
    from: callerId ?? call.from,
    to: `client:${identity}`,
    direction: 'outbound-dial',
    parent: call,
    tone: tones.outside,
    listening,
    dialled: { parameters, ringsMs },
  })
  // When one leg is redirected or hangs up, the other has no further instructions.
  call.stopVerb = () => {
    call.goOn = () => undefined
    endCall(cloud, party, party.status === 'in-progress' ? 'completed' : 'canceled')
  }
  if (!ringCall(cloud, party)) endCall(cloud, party, 'no-answer')
}
