import { isUnderWay } from './handover.ts'
import type { UndeliveredReason } from './invite-model.ts'
import type { Escalation, Video } from './model.ts'
import { isHere } from './presence.ts'

/** WhatsApp accepts free text for 24 hours after the customer's last message; after that only approved templates. */
export const outsideWindow = 63016

/** https://www.twilio.com/docs/api/errors. Any other code is reported as `unknown`, with the code. */
const reasons: Readonly<Record<number, UndeliveredReason>> = {
  [outsideWindow]: 'outside-window',
  30007: 'filtered',
  30034: 'filtered',
  21610: 'opted-out',
  30004: 'opted-out',
  63014: 'opted-out',
  21614: 'landline',
  30006: 'landline',
  30003: 'unreachable',
  30005: 'unreachable',
}

const sentences: Readonly<Record<UndeliveredReason, string>> = {
  'outside-window':
    'WhatsApp did not deliver the invite: the customer has not written for 24 hours. Ask them another way to write, then send it again.',
  filtered:
    'The carrier filtered the invite out. Tell the customer another way; your administrator should look at the sender’s registration.',
  'opted-out':
    'The customer has opted out of messages from this number. Reach them another way, or let them write START.',
  landline: 'This number is a landline or cannot get messages. Ask the customer for a mobile number.',
  unreachable:
    'The customer’s phone cannot be reached. Ask whether the number is right and send the invite again later.',
  unknown: 'The invite was not delivered. Send it again, or reach the customer another way.',
}

export type Undelivered = {
  readonly reason: UndeliveredReason
  /** For the agent: what happened, and what to do. */
  readonly message: string
  readonly code?: number
  readonly at: number
}

/** Why the newest invite did not arrive; undefined once the customer has been on the page, however they got there. */
export function undeliveredIn(video: Video): Undelivered | undefined {
  if (!isUnderWay(video)) return undefined
  const failure = video.sentInvite?.failure
  if (!failure || hasCome(video, failure.at)) return undefined
  const { at, code } = failure
  const reason = (code === undefined ? undefined : reasons[code]) ?? 'unknown'
  return { reason, message: sentences[reason], at, ...(code !== undefined && { code }) }
}

const hasCome = ({ customer, participants }: Escalation, since: number): boolean =>
  customer.isWaiting || isHere(participants, 'customer') || (customer.step !== undefined && customer.step.at >= since)
