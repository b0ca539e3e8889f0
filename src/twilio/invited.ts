import { believed } from './missing.ts'
import type { Channel, Invited, Twilio } from './port.ts'

type Reads = Pick<Twilio, 'readTask' | 'offersOn'> & {
  readonly isChannelOpen: (place: Channel) => Promise<boolean>
  readonly invitesOf: (place: Channel) => Promise<readonly string[]>
}

/** A conversation that lives for months has many. Who is being asked now is among the latest. */
const mostLooked = 10
/** Most often nobody is invited, and each read counts towards the account's limit: so there are few (ms between them). */
const pauses = [1_500, 3_500]
const nobody: Invited = { ringing: [], assignments: [] }

/** Who is asked, or has accepted, by invites of whoever made them. What a task says of itself is not looked at. */
export function invitedIn({ isChannelOpen, invitesOf, readTask, offersOn }: Reads): Twilio['invited'] {
  return async (place, but) => {
    const look = async (): Promise<Invited> => {
      const tasks = await invitesOf(place)
      const latest = tasks.filter((each) => each !== but).slice(0, mostLooked)
      const found = await Promise.all(latest.map(invitedBy))
      return {
        ringing: found.flatMap(({ ringing }) => ringing),
        assignments: found.flatMap(({ assignments }) => assignments),
      }
    }
    if (!(await isChannelOpen(place))) return nobody
    return believed(look, ({ ringing, assignments }) => ringing.length + assignments.length > 0, pauses)
  }

  async function invitedBy(taskSid: string): Promise<Invited> {
    const status = (await readTask(taskSid))?.status
    if (status === 'pending' || status === 'reserved') return { ringing: [taskSid], assignments: [] }
    if (status !== 'assigned') return nobody
    return { ringing: [], assignments: (await offersOn(taskSid)).flatMap(({ assignment }) => assignment ?? []) }
  }
}
