import type { Cloud } from '../../cloud/cloud.ts'
import { createCall, endCall, ringCall } from '../call-life.ts'
import type { Call } from '../model.ts'
import { tones } from '../phone/tones.ts'
import type { DialledClient } from './verbs.ts'

/** Rings a client, with whom the leg talks until one of them hangs up. Where no browser is registered under its name, nobody answers. */
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
  // Whoever is led elsewhere, or hangs up, leaves the other one with nothing more to do.
  call.stopVerb = () => {
    call.goOn = () => undefined
    endCall(cloud, party, party.status === 'in-progress' ? 'completed' : 'canceled')
  }
  if (!ringCall(cloud, party)) endCall(cloud, party, 'no-answer')
}
