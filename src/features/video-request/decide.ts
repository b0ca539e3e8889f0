import { type Index, refuse, unchanged } from '../../core/feature.ts'
import { afterPasses } from '../../core/post-pass.ts'
import { closeAssignment, openAssignment } from './assignments.ts'
import type { By, Decision, Event, EventOf, State } from './model.ts'
import { postPasses } from './post-passes.ts'
import { requestOf } from './request.ts'

/** Items of a list that are kept: far more than a conversation has. */
const most = 20
/** Repeating a message within this time (ms) says nothing new. */
const sameMs = 60_000

export function decide(state: State, event: Event): Decision {
  const { at, key } = event
  return afterPasses(postPasses, state, rule(state, event), { at, key, settings: {} })
}

export const index = (): Index => ({ aliases: [], locks: [], isLive: false })

function rule(state: State, event: Event): Decision {
  const { at } = event
  switch (event.type) {
    case 'video-request.received':
      // An agent's own message. Agents stay known, so it can be dropped.
      if (event.identity !== undefined && state.agents.includes(event.identity)) return unchanged(state)
      return unchanged({ ...state, asked: withOne(state.asked, byOf(at, event.identity)) })
    case 'command.given':
      return commanded(state, event)
    case 'assignment.opened':
      return unchanged(openAssignment(state, event.assignment))
    case 'assignments.found':
      return unchanged(event.assignments.reduce(openAssignment, state))
    case 'assignment.closed':
      return unchanged(closeAssignment(state, event))
    case 'conversation.closed':
      return unchanged({ ...state, closedAt: Math.min(at, state.closedAt ?? at) })
    case 'room.ended':
      return unchanged({ ...state, roomEnds: latest([...state.roomEnds, at]) })
    case 'timer.fired':
      return unchanged({ ...state, expiredTo: Math.max(state.expiredTo, event.askedAt) })
    case 'task.annotated':
    case 'effect.failed':
      return unchanged(state)
  }
}

function commanded(before: State, event: EventOf<'command.given'>): Decision {
  const { at, by, command, assignment } = event
  const state = assignment ? openAssignment(before, assignment) : before
  if (command.type === 'video.start') {
    // Twilio vouches for the identity of a typed command, not for its rights. The API has checked a worker's.
    const identity = 'identity' in by ? by.identity : undefined
    return unchanged({ ...state, starts: withOne(state.starts, byOf(at, identity)) })
  }
  const isServing = 'workerSid' in by && state.assignments.some(({ workerSid }) => workerSid === by.workerSid)
  if (!isServing)
    return refuse(state, { code: 'not-your-task', message: 'This task is not assigned to you.', retryable: false })
  const isOpen = requestOf(state)?.is === 'received'
  return unchanged(isOpen ? { ...state, declines: latest([...state.declines, at]) } : state)
}

const byOf = (at: number, identity: string | undefined): By => ({ at, ...(identity !== undefined && { identity }) })

/** Adds an item, unless the same participant did the same a moment before. */
function withOne(all: readonly By[], one: By): By[] {
  const isSame = ({ at, identity }: By) => identity === one.identity && at <= one.at && one.at < at + sameMs
  return all.some(isSame) ? [...all] : [...all, one].sort((a, b) => a.at - b.at).slice(-most)
}

const latest = (times: readonly number[]): number[] => [...new Set(times)].sort((a, b) => a - b).slice(-most)
