import type { Fact } from '../../core/facts.ts'
import type { Offer } from '../../twilio/port.ts'
import { isOver } from './desks.ts'
import type { State } from './model.ts'
import { isPending } from './view.ts'

/** What the reconciler read from Twilio about the tasks of one conversation. */
export type Observed = {
  readonly key: string
  readonly at: number
  /** TaskRouter's status by task; undefined where there is no such task any more. */
  readonly statuses: ReadonlyMap<string, string | undefined>
  /** Of the invite's task. */
  readonly offers: readonly Offer[]
}

/** The tasks whose truth matters while a transfer is under way; none when there is nothing to compare. */
export function tasksInQuestion({ transfer, desks }: State): {
  readonly invited?: string
  readonly served: readonly string[]
} {
  if (!isPending(transfer)) return { served: [] }
  const invited = 'invitedTaskSid' in transfer ? transfer.invitedTaskSid : undefined
  const served = [...new Set([transfer.from.taskSid, ...desks.map(({ taskSid }) => taskSid)])]
  return { ...(invited && { invited }), served: served.filter((each) => each !== invited) }
}

const refusals = ['rejected', 'timeout']
/** A task in any other status has nobody on it any more, or not for long. */
const alive = ['pending', 'reserved', 'assigned']

/** What Twilio knows and the record does not, as facts like any other: acceptances, refusals, tasks that are over. */
export function unheard(state: State, { key, at, statuses, offers }: Observed): readonly Fact[] {
  const { invited } = tasksInQuestion(state)
  const facts: Fact[] = []
  for (const { reservationSid, workerSid, status, desk } of offers) {
    const head = { id: `observed-${status}-${reservationSid}`, key, at }
    const isKnown = state.desks.some((each) => each.reservationSid === reservationSid)
    if (desk && !isKnown && !isOver(state, desk)) facts.push({ ...head, type: 'desk.opened', desk })
    const wasTold = state.declined.some((each) => each.taskSid === invited && each.workerSid === workerSid)
    if (invited && refusals.includes(status) && !wasTold)
      facts.push({ ...head, type: 'desk.declined', taskSid: invited, reservationSid, workerSid, how: status })
  }
  for (const [taskSid, status] of statuses) {
    if (status && alive.includes(status)) continue
    if (state.closed.some(({ sid }) => sid === taskSid)) continue
    const how = status ? `found ${status}` : 'found deleted'
    facts.push({ type: 'desk.closed', id: `over-${taskSid}`, key, at, taskSid, how })
  }
  return facts
}
