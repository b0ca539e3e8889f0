import { calling, isStatus } from './codes.ts'
import { ifThere } from './missing.ts'
import type { ConferenceParticipant, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

/** The limit for the conferences of one name: Twilio also lists those that are over. */
const mostOfAName = 20

type Conferences = Pick<Twilio, 'setEndOnExit' | 'endConference'> & {
  /** Conferences of this name that are not over, the newest first, with their participants. */
  readonly conferencesNamed: (name: string, conferenceSid: string | undefined) => Promise<readonly Named[]>
}
type Participant = Omit<ConferenceParticipant, 'isClient' | 'parentSid' | 'isServing'>
type Named = { readonly conferenceSid: string; readonly participants: readonly Participant[] }

/** The conferences a call is in. https://www.twilio.com/docs/voice/api/conference-participant-resource */
export function conferences(sdk: Sdk): Conferences {
  return {
    conferencesNamed: async (name, conferenceSid) => {
      // No filter by status: while the customer's phone rings, the conference has not begun.
      const listed = await sdk.conferences.list({ friendlyName: name, limit: mostOfAName })
      const isMissing = conferenceSid !== undefined && !listed.some(({ sid }) => sid === conferenceSid)
      // Lists lag. The conference that the task names counts only if it has the task's name; others are not ours.
      const unlisted = isMissing ? await ifThere(() => sdk.conferences(conferenceSid).fetch()) : undefined
      const all = unlisted?.friendlyName === name ? [...listed, unlisted] : listed
      return Promise.all(all.filter(({ status }) => status !== 'completed').map(({ sid }) => seen(sid)))
    },

    setEndOnExit: ({ conferenceSid, callSid, endsOnExit }) =>
      calling('change participant', async () => {
        try {
          await sdk.conferences(conferenceSid).participants(callSid).update({ endConferenceOnExit: endsOnExit })
        } catch (problem) {
          // A leg that has left ends nothing any more.
          if (!isStatus(problem, 404)) throw problem
        }
      }),

    endConference: (conferenceSid) =>
      calling('end conference', async () => {
        const conference = sdk.conferences(conferenceSid)
        try {
          await conference.update({ status: 'completed' })
        } catch (problem) {
          const now = await ifThere(() => conference.fetch())
          if (now && now.status !== 'completed') throw problem
        }
      }),
  }

  async function seen(conferenceSid: string): Promise<Named> {
    const all = await ifThere(() => sdk.conferences(conferenceSid).participants.list({ limit: 100 }))
    const participants = (all ?? []).map((each) => ({
      callSid: each.callSid,
      is: each.status === 'connected' ? ('here' as const) : ('coming' as const),
      endsOnExit: each.endConferenceOnExit,
      isHeld: each.hold,
      isMuted: each.muted,
      isCoaching: each.coaching,
      ...(each.label && { label: each.label }),
      status: each.status,
    }))
    return {
      conferenceSid,
      participants: participants.filter(isThere).map(({ status: _, ...participant }) => participant),
    }
  }
}

/** For a moment Twilio also lists legs that it could not reach, and legs that have left. */
const isThere = ({ status }: { readonly status: string }) => status !== 'complete' && status !== 'failed'
