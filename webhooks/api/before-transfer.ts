import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { foundAssignment, isLookedAt, type State, survives } from '../../src/features/media-streams/contract.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import type { Calls } from '../calls.ts'
import { Refused } from '../problem.ts'

type Deps = { readonly calls: Calls; readonly twilio: Pick<Twilio, 'callAssignmentsOf'> }

/** How long (ms) an agent waits for the result, and how often to check for it. */
const patienceMs = 1_500
const everyMs = 40

/**
 * Prepares a call for an agent's transfer: the workers read the call again, and change every leg whose leaving would
 * end it. This function only waits for them, and not for long.
 *
 * @throws Refused 403 if the call is not this agent's
 */
export async function beforeTransfer(taskSid: string, workerSid: string, { calls, twilio }: Deps) {
  const isAgents = ({ assignments }: State) => assignments.some((assignment) => assignment.workerSid === workerSid)
  if (!isAgents(await calls.ofTask(taskSid))) {
    const assignments = await twilio.callAssignmentsOf(taskSid)
    if (!assignments.some((assignment) => assignment.workerSid === workerSid))
      throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
    // TaskRouter's event is on its way, or never came.
    for (const assignment of assignments) await calls.decide(foundAssignment(taskSid, assignment))
  }
  const request = {
    type: 'call.due',
    id: `api-${randomUUID()}`,
    key: taskSid,
    at: Date.now(),
    by: { workerSid },
  } as const
  let state = await calls.decide(request)
  const until = performance.now() + patienceMs
  while (!isSettled(state) && performance.now() < until) {
    await pause(everyMs)
    state = await calls.ofTask(taskSid)
  }
  return { survivesTransfer: survives[state.guard.safety] }
}

const isSettled = (state: State) => isLookedAt(state) && state.guard.safety !== 'checking'
