import type { Jobs } from '../../core/feature.ts'
import type { Twilio } from '../../twilio/port.ts'
import type { Effect, Event } from './model.ts'
import { feature } from './names.ts'

export type Deps = { readonly twilio: Pick<Twilio, 'annotateTask' | 'assignmentsOf'> }

/** Effect → Twilio → outcome. Each may run twice. */
export const jobsIn = ({ twilio }: Deps): Jobs<Event, Effect> => ({
  'task.annotate': async ({ taskSid, revision, request }) => {
    await twilio.annotateTask({ taskSid, owner: feature, revision, parts: { videoRequest: request } })
    return { type: 'task.annotated' }
  },

  'assignments.find': async (_, { key }) => ({
    type: 'assignments.found',
    assignments: [...(await twilio.assignmentsOf(key))],
  }),

  // The queue has done the waiting.
  'timer.wait': async ({ of, askedAt }) => ({ type: 'timer.fired', timer: 'request', of, askedAt }),
})
