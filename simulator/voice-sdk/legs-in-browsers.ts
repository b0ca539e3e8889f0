import type { Cloud } from '../cloud/cloud.ts'
import { endCall } from '../voice/call-life.ts'
import type { Call, VoiceListener } from '../voice/model.ts'
import { createLeg, restartMedia, stopRinging, withMedia } from './legs.ts'
import type { Device, Leg } from './model.ts'

/**
 * Tells browsers about their calls. A browser's leg is a call like any other, however it starts, is answered or ends.
 */
export const legsInBrowsers = (cloud: Cloud): VoiceListener => ({
  callRinging(call) {
    const rings = registeredFor(cloud, call.to)
    if (rings.length === 0) return false
    const leg = createLeg(cloud, call, { rings })
    call.stopTimer = cloud.clock.after(call.dialled.ringsMs, () => endCall(cloud, call, 'no-answer'))
    withMedia(cloud, leg, ({ offer }) => {
      for (const device of leg.rings) device.send('invite', invitation(cloud, leg, offer(device.reached)))
    })
    return true
  },
  callAnswered(call) {
    const leg = cloud.voiceSdk.legs.get(call.sid)
    if (leg === undefined) return
    if (leg.device !== null && leg.offer !== null) restartMedia(cloud, leg.device, leg, leg.offer)
    if (call.parent !== null) connect(call, call.parent)
  },
  callEnded(call) {
    const leg = cloud.voiceSdk.legs.get(call.sid)
    if (leg === undefined) return
    cloud.voiceSdk.legs.delete(call.sid)
    stopRinging(leg)
    leg.stopWaiting()
    leg.device?.send('hangup', { callsid: call.sid })
    withMedia(cloud, leg, (end) => end.close())
  },
})

/** Every browser that is registered under the called name. */
const registeredFor = ({ voiceSdk: { devices } }: Cloud, to: string): readonly Device[] =>
  [...devices].filter(
    ({ isRegistered, grant }) => isRegistered && grant?.takesCalls === true && to === `client:${grant.identity}`,
  )

function invitation({ account }: Cloud, { call, token }: Leg, sdp: string) {
  const { sid, from, to, dialled } = call
  const parameters = new URLSearchParams(dialled.parameters).toString()
  return {
    callsid: sid,
    sdp,
    reconnect: token,
    parameters: {
      ...{ CallSid: sid, AccountSid: account.accountSid, From: from, To: to },
      ...(parameters === '' ? {} : { Params: parameters }),
    },
  }
}

/** Connects the caller and the called party, so that they hear each other. */
function connect(party: Call, caller: Call): void {
  party.outside = caller.tone
  caller.outside = party.tone
}

/** Closes the simulator's ends of all calls, without messages. */
export function hangUpBrowsers(cloud: Cloud): void {
  for (const leg of cloud.voiceSdk.legs.values()) withMedia(cloud, leg, (end) => end.close())
  cloud.voiceSdk.legs.clear()
}
