import { refuse, type Step, stay } from '../../core/feature.ts'
import type { Effect, State } from './model.ts'
import { isHere } from './presence.ts'

type Rule = Step<State, Effect>

/** Puts the customer out (`put-out.ts`). Only the next link lets them in again; the room and the agent stay. */
export function removeCustomer(state: State): Rule {
  const { video } = state
  if (video.phase !== 'open')
    return refuse(state, {
      code: 'no-video',
      message: 'There is no open video in this conversation.',
      retryable: false,
    })
  const customer = { ...video.customer, isRemoved: true, isWaiting: false }
  return stay({ ...state, video: { ...video, customer } })
}

/**
 * Twilio Video cannot mute somebody else's microphone; the customer's page does, when it sees this count grow. They may
 * turn it on again, as in every video call.
 */
export function muteCustomer(state: State): Rule {
  const { video } = state
  if (video.phase !== 'open' || !isHere(video.people, 'customer'))
    return refuse(state, { code: 'not-here', message: 'The customer is not in the call.', retryable: false })
  const customer = { ...video.customer, muteAsks: video.customer.muteAsks + 1 }
  return stay({ ...state, video: { ...video, customer } })
}
