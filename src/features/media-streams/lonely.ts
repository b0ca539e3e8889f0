import { type Believed, type CallRead, customerIn, isAgents, isParty, partiesIn } from './seen.ts'

export type Alone = 'nobody' | 'maybe' | 'alone'

/**
 * Tells whether a participant is alone in the conference, and nobody will join. Only then is a conference ended: at
 * most one party is in it, and
 *
 * - the customer's call is over, or
 * - TaskRouter has no agent on the task, and the task is closed, or
 * - `maybe`: TaskRouter counts an agent on the task, but the customer is alone: the agent's call has dropped, or the
 *   agent is on the way
 */
export function aloneIn(read: CallRead, conferenceSid: string, believed: Believed): Alone {
  const participants = read.conferences.find((each) => each.conferenceSid === conferenceSid)?.participants ?? []
  if (
    participants.length === 0 ||
    participants.some(({ is }) => is === 'coming') ||
    partiesIn(read, participants, believed.speakers) > 1
  )
    return 'nobody'
  if (customerIn(read, believed).is === 'gone') return 'alone'
  if (read.accepted === 0) return read.task?.isOpen ? 'nobody' : 'alone'
  const isElsewhere = read.conferences.some(
    (each) => each.conferenceSid !== conferenceSid && each.participants.length > 0,
  )
  const isAgent = participants.some((each) => isAgents(read, each) && isParty(each, believed.speakers))
  return isAgent || isElsewhere ? 'nobody' : 'maybe'
}
