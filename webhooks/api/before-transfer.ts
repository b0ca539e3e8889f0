import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { foundAssignment, isLookedAt, type State, survives } from '../../src/features/media-streams/contract.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import type { Calls } from '../calls.ts'
import { Refused } from '../problem.ts'

type Deps = { readonly calls: Calls; readonly twilio: Pick<Twilio, 'callAssignmentsOf'> }

/** So long (ms) an agent waits for it; and how often it is looked whether it is done. */
const patienceMs = 1_500
const everyMs = 40

/**
 * An agent is about to transfer a call: the call is read anew, and whose leaving would end it is changed before they leave. The
 * workers do it, as always; here it is waited for, and not for long.
 *
 * @throws Refused 403 where the call is not this agent's
 */
export async function beforeTransfer(taskSid: string, workerSid: string, { calls, twilio }: Deps) {
  const isTheirs = ({ assignments }: State) => assignments.some((assignment) => assignment.workerSid === workerSid)
  if (!isTheirs(await calls.ofTask(taskSid))) {
    const assignments = await twilio.callAssignmentsOf(taskSid)
    if (!assignments.some((assignment) => assignment.workerSid === workerSid))
      throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
    // TaskRouter's event is on its way, or never came.
    for (const assignment of assignments) await calls.decide(foundAssignment(taskSid, assignment))
  }
  const asked = {
    type: 'call.due',
    id: `api-${randomUUID()}`,
    key: taskSid,
    at: Date.now(),
    by: { workerSid },
  } as const
  let state = await calls.decide(asked)
  const until = performance.now() + patienceMs
  while (!isSettled(state) && performance.now() < until) {
    await pause(everyMs)
    state = await calls.ofTask(taskSid)
  }
  return { survivesTransfer: survives[state.guard.safety] }
}

const isSettled = (state: State) => isLookedAt(state) && state.guard.safety !== 'checking'
