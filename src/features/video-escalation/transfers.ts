import { unchanged } from '../../core/feature.ts'
import { isUnderWay, nobodyTookOver, withoutHandover } from './handover.ts'
import type { Transfer } from './handover-model.ts'
import type { Decision, EventOf, Settings, State } from './model.ts'

type Changed = EventOf<'transfer.changed'>

const rank = { ringing: 0, accepted: 1, over: 2 } as const

/** Records a transfer. Events can arrive in any order; a transfer never moves back to an earlier state. */
export function transferChanged(before: State, event: Changed, settings: Settings): Decision {
  const known = before.transfers.find((each) => each.id === event.transferId)
  const state = {
    ...before,
    transfers: [...before.transfers.filter((each) => each !== known), merged(known, event)].slice(-5),
  }
  if (known && rank[known.is] >= rank[event.is]) return unchanged(state)
  if (event.is === 'accepted') return accepted(state, event)
  return event.is === 'over' ? over(state, known, event, settings) : unchanged(state)
}

function merged(known: Transfer | undefined, event: Changed): Transfer {
  const wasAccepted = event.is === 'accepted' || (known?.wasAccepted ?? false)
  if (known && rank[known.is] > rank[event.is]) return { ...known, wasAccepted }
  const { workerSid, name } = event.to
  return {
    id: event.transferId,
    mode: event.mode,
    is: event.is,
    wasAccepted,
    at: event.at,
    fromWorkerSid: event.from.workerSid,
    to: { ...(workerSid && { workerSid }), ...(name && { name }) },
  }
}

/** A cold transfer starts the handover now; a warm one changes nothing for the customer. */
function accepted(state: State, { mode, from }: Changed): Decision {
  const { video } = state
  if (mode === 'warm' || !isUnderWay(video) || video.handover) return unchanged(state)
  return unchanged({ ...state, video: { ...video, handover: { fromWorkerSid: from.workerSid, isOverdue: false } } })
}

/** Ends the transfer. Possibly no agent accepted, and the first agent may have left already. */
function over(state: State, known: Transfer | undefined, event: Changed, settings: Settings): Decision {
  const { video, assignments } = state
  if (!isUnderWay(video) || !video.handover) return unchanged(state)
  if (assignments.length > 0) {
    const isStillFirstAgents = assignments.every((assignment) => assignment.workerSid === event.from.workerSid)
    return unchanged(isStillFirstAgents ? { ...state, video: withoutHandover(video) } : state)
  }
  // An agent accepted, or this event arrived before all others: the new assignment's event may still be on its way.
  const mayBeAccepted = known?.is !== 'ringing' || event.to.taskSid !== undefined
  if (!video.handover.isOverdue && mayBeAccepted) return unchanged(state)
  return nobodyTookOver(state, event.at, settings)
}
