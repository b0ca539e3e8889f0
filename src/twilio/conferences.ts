import { calling, isStatus } from './codes.ts'
import { ifThere } from './missing.ts'
import type { ConferenceParticipant, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

/** Of one name: those that are over are listed, too. */
const mostOfAName = 20

type Conferences = Pick<Twilio, 'setEndOnExit' | 'endConference'> & {
  /** Conferences of this name that are not over, the newest first, and who is in them. */
  readonly conferencesNamed: (name: string, conferenceSid: string | undefined) => Promise<readonly Named[]>
}
type Participant = Omit<ConferenceParticipant, 'isClient' | 'parentSid' | 'isServing'>
type Named = { readonly conferenceSid: string; readonly participants: readonly Participant[] }

/** The conferences a call is in. https://www.twilio.com/docs/voice/api/conference-participant-resource */
export function conferences(sdk: Sdk): Conferences {
  return {
    conferencesNamed: async (name, conferenceSid) => {
      // Not by status: while the customer's phone rings, the conference has not begun.
      const listed = await sdk.conferences.list({ friendlyName: name, limit: mostOfAName })
      const isMissing = conferenceSid !== undefined && !listed.some(({ sid }) => sid === conferenceSid)
      // Lists lag behind. What the task names counts only if it bears the task's name: others' conferences are not ours.
      const told = isMissing ? await ifThere(() => sdk.conferences(conferenceSid).fetch()) : undefined
      const all = told?.friendlyName === name ? [...listed, told] : listed
      return Promise.all(all.filter(({ status }) => status !== 'completed').map(({ sid }) => seen(sid)))
    },

    setEndOnExit: ({ conferenceSid, callSid, endsOnExit }) =>
      calling('change participant', async () => {
        try {
          await sdk.conferences(conferenceSid).participants(callSid).update({ endConferenceOnExit: endsOnExit })
        } catch (problem) {
          // Who has left ends nothing any more.
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

/** Twilio lists for a moment whom it could not reach, and who has left. */
const isThere = ({ status }: { readonly status: string }) => status !== 'complete' && status !== 'failed'
