import { describe } from 'vitest'
import type { Outcome } from '../../../src/core/feature.ts'
import { decideWith } from '../../../src/features/conversation-transfer/decide.ts'
import {
  type Change,
  type Effect,
  type Event,
  event,
  initial,
  state,
} from '../../../src/features/conversation-transfer/model.ts'
import { isPending } from '../../../src/features/conversation-transfer/view.ts'
import { conversationSid, sid } from '../../support/an-assignment.ts'
import { inEveryPlay } from '../../support/shuffled/in-every-play.ts'
import { inAnyOrder } from '../../support/shuffled/orders.ts'
import { createPlay } from '../../support/shuffled/play.ts'
import type { Invariants } from '../../support/shuffled/violations.ts'
import {
  ada,
  asked,
  ben,
  bens,
  cancelled,
  closed,
  conversationOver,
  declined,
  invited,
  opened,
  settings,
} from './story.ts'

/** A Twilio in a few lines: the agents in the channel by task, and the invites by number. */
function aTwilio() {
  const present = new Set([ada.taskSid])
  const change: Change[] = []
  const releasedLast: string[] = []
  const perform = (effect: Effect): Outcome<Event> | undefined => {
    switch (effect.type) {
      case 'invite.create': {
        const { transferId, attempt } = effect
        const taskSid = attempt === 1 ? invited : sid('WT', 0x20 + attempt)
        return { type: 'invite.created', transferId, attempt, taskSid }
      }
      case 'invite.withdraw': {
        const { taskSid } = effect
        return { type: 'invite.withdrawn', taskSid, status: present.has(taskSid) ? 'assigned' : 'canceled' }
      }
      case 'agent.release': {
        const { taker, taskSid, transferId } = effect
        if (taker && !present.has(taker.taskSid))
          return { type: 'effect.failed', effect: 'agent.release', reason: 'not there' }
        present.delete(taskSid)
        if (present.size === 0) releasedLast.push(taskSid)
        return { type: 'agent.released', transferId, taskSid }
      }
      case 'transfer.announce':
        change.push(effect.change)
        return { type: 'transfer.announced' }
      default:
        return undefined
    }
  }
  const happen = (fact: Event) => {
    if (fact.type === 'assignment.opened') present.add(fact.assignment.taskSid)
    if (fact.type === 'assignment.closed') present.delete(fact.taskSid)
  }
  return { present, change, releasedLast, perform, happen }
}

const play = createPlay({
  decide: decideWith(settings),
  model: { state, event },
  initial,
  key: conversationSid,
  twilio: aTwilio,
})
type Check = Invariants<ReturnType<typeof play>>

const invites = (effects: readonly Effect[]) => effects.filter(({ type }) => type === 'invite.create')

const always: Check = {
  'other features get the acceptance at most once': ({ twilio }) =>
    twilio.change.filter(({ is }) => is === 'accepted').slice(1),
  // An end that missed the first agent's leaving is followed by another invite, and by its end.
  'once nothing is pending, the last event to other features is the end of the transfer': ({ state, twilio }) => {
    const last = twilio.change.at(-1)
    return !isPending(state.transfer) && last && last.is !== 'over' ? [last] : []
  },
  'the chosen target is invited exactly once': ({ effects }) => {
    const first = invites(effects).filter((each) => 'attempt' in each && each.attempt === 1)
    return first.length === 1 ? [] : [first]
  },
  'the only agent in the channel is never released': ({ twilio }) => twilio.releasedLast,
}

const completed: Check = {
  'the transfer is completed, and Ben has accepted it': ({ state: { transfer } }) =>
    transfer.phase === 'over' && transfer.word === 'completed' && transfer.taker?.workerSid === ben.sid
      ? []
      : [transfer],
}
const refused: Check = {
  'the transfer is declined': ({ state: { transfer } }) =>
    transfer.phase === 'over' && transfer.word === 'declined' ? [] : [transfer],
  'only Ada is in the channel at the end': ({ twilio: { present } }) =>
    present.size === 1 && present.has(ada.taskSid) ? [] : [[...present]],
  'one invite is made': ({ effects }) => (invites(effects).length === 1 ? [] : [invites(effects)]),
}

type Story = { readonly name: string; readonly change: readonly Event[]; readonly also?: Check }

const stories: readonly Story[] = [
  {
    name: 'accepted, and both finish',
    change: [opened(bens, 20), closed(ada, 21, 'task.wrapup'), closed(ada, 90)],
    also: completed,
  },
  {
    name: 'declined, and TaskRouter cancels',
    change: [declined(20), closed({ taskSid: invited }, 20, 'task.canceled')],
    also: refused,
  },
  {
    name: 'workflow time-out and cancelled',
    change: [closed({ taskSid: invited }, 300, 'workflow.timeout'), closed({ taskSid: invited }, 300, 'task.canceled')],
  },
  { name: 'taken back', change: [cancelled(10), closed({ taskSid: invited }, 11, 'task.canceled')] },
  { name: 'taken back in the moment of acceptance', change: [cancelled(20), opened(bens, 20)] },
  { name: 'accepted, and the first agent ends the chat', change: [opened(bens, 20), closed(ada, 20)] },
  {
    name: 'the conversation is closed while it rings',
    change: [closed(ada, 20), closed({ taskSid: invited }, 20, 'task.canceled'), conversationOver(20)],
  },
]

describe.each(stories)(
  'a transfer ($name) in any order, up to eight facts repeated, in 1,000 plays',
  ({ change, also }) => {
    const facts = inAnyOrder([opened(ada, -60), asked(), ...change], { begun: 2, again: 8 })
    inEveryPlay({ play, facts, plays: 1_000 }, { ...always, ...also })
  },
)
