import { unchanged } from '../../core/feature.ts'
import { isUnderWay, nobodyTookOver, withoutHandover } from './handover.ts'
import type { Transfer } from './handover-model.ts'
import type { Decision, EventOf, Settings, State } from './model.ts'

type Changed = EventOf<'transfer.changed'>

const rank = { ringing: 0, accepted: 1, over: 2 } as const

/** A conversation is on its way to another agent. News comes in any order: a transfer only ever goes forward. */
export function transferChanged(before: State, event: Changed, settings: Settings): Decision {
  const known = before.transfers.find((each) => each.id === event.transferId)
  const state = {
    ...before,
    transfers: [...before.transfers.filter((each) => each !== known), told(known, event)].slice(-5),
  }
  if (known && rank[known.is] >= rank[event.is]) return unchanged(state)
  if (event.is === 'accepted') return accepted(state, event)
  return event.is === 'over' ? over(state, known, event, settings) : unchanged(state)
}

function told(known: Transfer | undefined, event: Changed): Transfer {
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

/** In a cold transfer the customer is on the way from now on; in a warm one nothing changes for them. */
function accepted(state: State, { mode, from }: Changed): Decision {
  const { video } = state
  if (mode === 'warm' || !isUnderWay(video) || video.handover) return unchanged(state)
  return unchanged({ ...state, video: { ...video, handover: { fromWorkerSid: from.workerSid, isOverdue: false } } })
}

/** Nothing is pending any more. Nobody may have come of it, and the first agent may have gone already. */
function over(state: State, known: Transfer | undefined, event: Changed, settings: Settings): Decision {
  const { video, assignments } = state
  if (!isUnderWay(video) || !video.handover) return unchanged(state)
  if (assignments.length > 0) {
    const isStillTheirs = assignments.every((assignment) => assignment.workerSid === event.from.workerSid)
    return unchanged(isStillTheirs ? { ...state, video: withoutHandover(video) } : state)
  }
  // Somebody took it, or this was heard before everything else: the news of their assignment may be on its way.
  const mayBeTaken = known?.is !== 'ringing' || event.to.taskSid !== undefined
  if (!video.handover.isOverdue && mayBeTaken) return unchanged(state)
  return nobodyTookOver(state, event.at, settings)
}
