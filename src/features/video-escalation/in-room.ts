import { refuse, unchanged } from '../../core/feature.ts'
import type { Decision, State } from './model.ts'
import { isHere } from './presence.ts'

/** Removes the customer (`put-out.ts`). Only the next link lets the customer in again; the room and the agent stay. */
export function removeCustomer(state: State): Decision {
  const { video } = state
  if (video.phase !== 'open')
    return refuse(state, {
      code: 'no-video',
      message: 'There is no open video in this conversation.',
      retryable: false,
    })
  const customer = { ...video.customer, isRemoved: true, isWaiting: false }
  return unchanged({ ...state, video: { ...video, customer } })
}

/**
 * Counts requests to mute: Twilio Video cannot mute another participant, so the customer's page does it when this count
 * grows. The customer can unmute, as in every video call.
 */
export function muteCustomer(state: State): Decision {
  const { video } = state
  if (video.phase !== 'open' || !isHere(video.participants, 'customer'))
    return refuse(state, { code: 'not-here', message: 'The customer is not in the call.', retryable: false })
  const customer = { ...video.customer, muteAsks: video.customer.muteAsks + 1 }
  return unchanged({ ...state, video: { ...video, customer } })
}
