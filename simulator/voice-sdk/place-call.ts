import type { Cloud } from '../cloud/cloud.ts'
import { createCall, ringCall } from '../voice/call-life.ts'
import type { Application } from '../voice/model.ts'
import { tones } from '../voice/phone/tones.ts'
import { runTwiml } from '../voice/twiml/run-twiml.ts'
import type { Source } from '../voice/twiml/verbs.ts'
import { createLeg, openMedia, restartMedia } from './legs.ts'
import type { Said } from './messages.ts'
import type { Device } from './model.ts'

const refusals = {
  31001: 'Application not found',
  31002: 'Connection declined',
  31204: 'JWT is invalid',
  31209: 'Reconnect attempt is not authorized',
  31481: 'The call no longer exists',
} as const

function refuse(device: Device, callsid: string, code: keyof typeof refusals): void {
  device.send('hangup', { callsid, error: { code, message: refusals[code] } })
}

/**
 * Makes a browser's call: runs the application of the browser's token with the browser's parameters. The call is
 * answered as soon as the application answers.
 */
export function placeCall(cloud: Cloud, device: Device, { callsid: ownId, sdp, twilio }: Said<'invite'>): void {
  const { grant } = device
  const application = cloud.voice.applications.get(grant?.applicationSid ?? '')
  const given = Object.fromEntries(new URLSearchParams(twilio.params))
  const to = application === undefined ? null : instructionsOf(application, given)
  if (grant === null) refuse(device, ownId, 31204)
  else if (application === undefined) refuse(device, ownId, 31001)
  else if (to === null) refuse(device, ownId, 31002)
  else {
    const call = createCall(cloud, {
      from: `client:${grant.identity}`,
      to: given['To'] ?? '',
      direction: 'inbound',
      tone: tones.customer,
      listening: listeningOf(application),
    })
    createLeg(cloud, call, { device, ownId, offer: sdp })
    ringCall(cloud, call)
    device.send('ringing', { callsid: call.sid })
    runTwiml(cloud, call, [{ verb: 'Redirect', to }])
  }
}

/** Resumes a call, in a browser that lost its connection or in another page that the call moves to. */
export function takeUpCall(cloud: Cloud, device: Device, { callsid, sdp }: Said<'invite'>, token: string): void {
  const leg = cloud.voiceSdk.legs.get(callsid)
  if (leg === undefined) refuse(device, callsid, 31481)
  else if (leg.token !== token || device.grant === null) refuse(device, callsid, 31209)
  else {
    leg.stopWaiting()
    leg.device = device
    leg.media = leg.media.then((end) => {
      if (end.isOf(sdp)) return end
      end.close()
      return openMedia(cloud, leg.call)
    })
    restartMedia(cloud, device, leg, sdp)
  }
}

function instructionsOf({ sid, settings }: Application, given: Readonly<Record<string, string>>): Source | null {
  const { VoiceUrl: url, VoiceMethod: method = 'POST', VoiceFallbackUrl: other, VoiceFallbackMethod: how } = settings
  const params = { ...given, ApplicationSid: sid }
  const fallback = other === undefined ? null : { url: other, method: how ?? 'POST', fallback: null }
  return url === undefined ? null : { url, method, fallback, params }
}

const listeningOf = ({ settings: { StatusCallback: url, StatusCallbackMethod: method = 'POST' } }: Application) =>
  url === undefined ? null : { url, method, events: ['completed'] }
