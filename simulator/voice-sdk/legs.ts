import { randomUUID } from 'node:crypto'
import type { Cloud } from '../cloud/cloud.ts'
import { answerCall, endCall } from '../voice/call-life.ts'
import { frame } from '../voice/media/frames.ts'
import { hears } from '../voice/media/hearing.ts'
import type { Call } from '../voice/model.ts'
import type { MediaEnd } from './media-end.ts'
import type { Device, Leg } from './model.ts'

/** The reconnection time of a browser that does not ask for another. */
const usualPatienceMs = 30_000

/** Describes a leg that a browser creates. */
interface Made {
  readonly device: Device
  readonly ownId: string
  readonly offer: string
}

/** Creates a leg for a browser: the one that makes the call, or the one that will answer it. */
export function createLeg(cloud: Cloud, call: Call, given: Made | { readonly rings: readonly Device[] }): Leg {
  const leg: Leg = {
    call,
    token: randomUUID(),
    ownId: 'ownId' in given ? given.ownId : null,
    offer: 'offer' in given ? given.offer : null,
    rings: new Set('rings' in given ? given.rings : []),
    device: 'device' in given ? given.device : null,
    media: openMedia(cloud, call),
    stopWaiting: () => undefined,
  }
  cloud.voiceSdk.legs.set(call.sid, leg)
  withMedia(cloud, leg, () => undefined)
  return leg
}

/** Runs `work` with the simulator's end of the audio, once it is open. Failures go into the journal. */
export function withMedia(cloud: Cloud, leg: Leg, work: (end: MediaEnd) => void): void {
  leg.media.then(work).catch((error) => cloud.journal.change('media.failure', leg.call.sid, { why: String(error) }))
}

/**
 * Opens the simulator's end of the audio. Its library is loaded for the first call, because most simulators never see
 * one.
 */
export async function openMedia(cloud: Cloud, call: Call): Promise<MediaEnd> {
  const [{ createMediaEnd }, way] = await Promise.all([import('./media-end.ts'), cloud.mediaServer.open()])
  return createMediaEnd({
    ...way,
    frame: (nth) => Buffer.from(frame(hears(call), nth), 'base64'),
    pressed: (digit) => pressed(cloud, call, digit),
  })
}

/** Finds a leg that a browser has, or that rings there, by the call's SID or by the browser's own id for it. */
export const findLeg = ({ voiceSdk }: Cloud, device: Device, callSid: string): Leg | undefined =>
  [...voiceSdk.legs.values()].find(
    (leg) => (leg.call.sid === callSid || leg.ownId === callSid) && (leg.device === device || leg.rings.has(device)),
  )

/** Gives the call to the browser that accepts first. */
export function acceptLeg(cloud: Cloud, device: Device, leg: Leg, sdp: string): void {
  if (leg.device !== null) return
  leg.device = device
  leg.rings.delete(device)
  stopRinging(leg)
  withMedia(cloud, leg, (end) => end.take(sdp))
  device.send('answer', { callsid: leg.call.sid, reconnect: leg.token })
  answerCall(cloud, leg.call)
}

/** Stops the ringing in all browsers that have not accepted. */
export function stopRinging({ rings, call }: Leg): void {
  for (const device of rings) device.send('cancel', { callsid: call.sid })
  rings.clear()
}

/** Ends a ringing call as `busy`: one browser's rejection counts for all. */
export function rejectLeg(cloud: Cloud, leg: Leg): void {
  if (leg.device === null) endCall(cloud, leg.call, 'busy')
}

/** Answers a browser that restarts ICE. */
export function restartMedia(cloud: Cloud, device: Device, leg: Leg, sdp: string): void {
  withMedia(cloud, leg, (end) =>
    device.send('answer', { callsid: leg.call.sid, sdp: end.answer(sdp, device.reached), reconnect: leg.token }),
  )
}

/** No verb waits for digits here, so a pressed digit only goes into the journal. */
export const pressed = (cloud: Cloud, call: Call, digit: string): void =>
  cloud.journal.change('call.digit', call.sid, { digit })

/** Handles a lost connection: the browser stops ringing, and its calls survive for its reconnection time. */
export function waitForDevice(cloud: Cloud, device: Device): void {
  for (const leg of cloud.voiceSdk.legs.values()) {
    leg.rings.delete(device)
    if (leg.device !== device) continue
    leg.device = null
    leg.stopWaiting = cloud.clock.after(device.patienceMs || usualPatienceMs, () => endCall(cloud, leg.call))
  }
}
