import { believed } from './missing.ts'
import type { Channel, Invited, Twilio } from './port.ts'

type Reads = Pick<Twilio, 'readTask' | 'offersOn'> & {
  readonly isChannelOpen: (channel: Channel) => Promise<boolean>
  readonly invitesOf: (channel: Channel) => Promise<readonly string[]>
}

/** A conversation that lives for months has many invites. Pending ones are among the latest. */
const mostLooked = 10
/** Pauses between reads (ms): few, because usually nobody is invited, and reads count towards the account's limit. */
const pauses = [1_500, 3_500]
const none: Invited = { ringing: [], assignments: [] }

/** Finds the pending and the accepted invites of a channel, whoever made them. Ignores what attributes of tasks say. */
export function invitedIn({ isChannelOpen, invitesOf, readTask, offersOn }: Reads): Twilio['invited'] {
  return async (channel, but) => {
    const look = async (): Promise<Invited> => {
      const tasks = await invitesOf(channel)
      const latest = tasks.filter((each) => each !== but).slice(0, mostLooked)
      const found = await Promise.all(latest.map(invitedBy))
      return {
        ringing: found.flatMap(({ ringing }) => ringing),
        assignments: found.flatMap(({ assignments }) => assignments),
      }
    }
    if (!(await isChannelOpen(channel))) return none
    return believed(look, ({ ringing, assignments }) => ringing.length + assignments.length > 0, pauses)
  }

  async function invitedBy(taskSid: string): Promise<Invited> {
    const status = (await readTask(taskSid))?.status
    if (status === 'pending' || status === 'reserved') return { ringing: [taskSid], assignments: [] }
    if (status !== 'assigned') return none
    return { ringing: [], assignments: (await offersOn(taskSid)).flatMap(({ assignment }) => assignment ?? []) }
  }
}
