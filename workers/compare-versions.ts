import { facts } from '../src/core/facts.ts'
import type { Event } from '../src/core/feature.ts'
import type { Twilio } from '../src/twilio/port.ts'

/** After an agent's acceptance, and without delaying it: compares the task's version in the event with its ETag. */
export const createComparing =
  ({ compareVersion }: Pick<Twilio, 'compareVersion'>, failed: (problem: unknown) => void) =>
  (event: Event): void => {
    if (event.type !== 'assignment.opened') return
    const { taskSid, known } = facts.assignmentOpened.parse(event).assignment
    if (known) compareVersion({ taskSid, known }).catch(failed)
  }
