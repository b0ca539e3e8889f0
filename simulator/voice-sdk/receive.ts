import type { Cloud } from '../cloud/cloud.ts'
import { endCall } from '../voice/call-life.ts'
import { acceptLeg, findLeg, pressed, rejectLeg, restartMedia } from './legs.ts'
import type { Said, SaidByDevice } from './messages.ts'
import type { Device, Leg } from './model.ts'
import { placeCall, takeUpCall } from './place-call.ts'
import { signIn } from './sign-in.ts'

/** Handles a browser's message. */
export function receive(cloud: Cloud, device: Device, said: SaidByDevice): void {
  if (said.type === 'listen') signIn(cloud, device, said.payload)
  else if (said.type === 'register') register(device, said.payload.media.audio)
  else if (said.type === 'invite') invite(cloud, device, said.payload)
  else {
    const leg = findLeg(cloud, device, said.payload.callsid)
    if (leg === undefined) device.send('hangup', { callsid: said.payload.callsid })
    else ofCall(cloud, device, leg, said)
  }
}

function register(device: Device, isWanted: boolean): void {
  device.isRegistered = isWanted && device.grant !== null
  if (device.grant === null) device.send('error', { error: { code: 31204, message: 'JWT is invalid' } })
  else device.send(isWanted ? 'ready' : 'offline')
}

function invite(cloud: Cloud, device: Device, said: Said<'invite'>): void {
  if (said.reconnect === undefined) placeCall(cloud, device, said)
  else takeUpCall(cloud, device, said, said.reconnect)
}

type SaidOfCall = Exclude<SaidByDevice, { type: 'listen' | 'register' | 'invite' }>

function ofCall(cloud: Cloud, device: Device, leg: Leg, { type, payload }: SaidOfCall): void {
  switch (type) {
    case 'answer':
      acceptLeg(cloud, device, leg, payload.sdp)
      break
    case 'reinvite':
      restartMedia(cloud, device, leg, payload.sdp)
      break
    case 'reject':
      rejectLeg(cloud, leg)
      break
    case 'hangup':
      // The browser that hangs up needs no message about it.
      leg.device = null
      endCall(cloud, leg.call)
      break
    case 'dtmf':
      // A `w` is a pause.
      for (const digit of payload.dtmf.replaceAll('w', '')) pressed(cloud, leg.call, digit)
      break
    case 'message':
      // User-defined messages reach no application here; the journal records them.
      cloud.journal.change('call.message', leg.call.sid, { type: payload.messagetype })
      device.send('ack', { acktype: 'message', callsid: payload.callsid, voiceeventsid: payload.voiceeventsid })
  }
}
