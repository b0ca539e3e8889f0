import { refuse, unchanged } from '../../core/feature.ts'
import type { Decision, State } from './model.ts'
import { isHere } from './presence.ts'

/** Puts the customer out (`put-out.ts`). Only the next link lets them in again; the room and the agent stay. */
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
 * Twilio Video cannot mute somebody else's microphone; the customer's page does, when it sees this count grow. They may
 * turn it on again, as in every video call.
 */
export function muteCustomer(state: State): Decision {
  const { video } = state
  if (video.phase !== 'open' || !isHere(video.participants, 'customer'))
    return refuse(state, { code: 'not-here', message: 'The customer is not in the call.', retryable: false })
  const customer = { ...video.customer, muteAsks: video.customer.muteAsks + 1 }
  return unchanged({ ...state, video: { ...video, customer } })
}
