import { calling, isStatus } from './codes.ts'
import type { Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

type Conferences = Pick<Twilio, 'conferenceOf' | 'letConferenceOutlive' | 'endLeftConference'>

/** The conference a call is in. https://www.twilio.com/docs/voice/api/conference-participant-resource */
export function conferences(sdk: Sdk, isTaskOpen: (taskSid: string) => Promise<boolean>): Conferences {
  const people = async (conferenceSid: string) => {
    const all = await sdk.conferences(conferenceSid).participants.list({ limit: 100 })
    return all.map((each) => ({ callSid: each.callSid, endsOnExit: each.endConferenceOnExit, isHeld: each.hold }))
  }

  return {
    conferenceOf: ({ taskSid, conferenceSid }) =>
      calling('read conference', async () => {
        try {
          const sid = conferenceSid ?? (await named(taskSid))
          return sid === undefined ? undefined : { conferenceSid: sid, people: await people(sid) }
        } catch (problem) {
          if (isStatus(problem, 404)) return undefined
          throw problem
        }
      }),

    letConferenceOutlive: ({ conferenceSid, callSid }) =>
      calling('change participant', async () => {
        try {
          await sdk.conferences(conferenceSid).participants(callSid).update({ endConferenceOnExit: false })
        } catch (problem) {
          // Who has left ends nothing any more.
          if (!isStatus(problem, 404)) throw problem
        }
      }),

    endLeftConference: ({ conferenceSid, taskSid, customer, isCallOver }) =>
      calling('end conference', async () => {
        try {
          const here = await people(conferenceSid)
          const isCustomerHere = here.some((each) => each.callSid === customer)
          const isAbandoned = isCallOver ? !isCustomerHere : isCustomerHere && here.length === 1
          // While the task is open somebody may be on the way to the customer.
          if (here.length === 0 || !isAbandoned || (!isCallOver && (await isTaskOpen(taskSid)))) return
          await sdk.conferences(conferenceSid).update({ status: 'completed' })
        } catch (problem) {
          if (!isStatus(problem, 404)) throw problem
        }
      }),
  }

  /** Flex names a conference after its task. */
  async function named(taskSid: string): Promise<string | undefined> {
    const [found] = await sdk.conferences.list({ friendlyName: taskSid, status: 'in-progress', limit: 1 })
    return found?.sid
  }
}
