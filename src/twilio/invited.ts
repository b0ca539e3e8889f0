import { believed } from './missing.ts'
import type { Channel, Invited, Twilio } from './port.ts'

type Reads = Pick<Twilio, 'readTask' | 'offersOn'> & {
  readonly invitesOf: (channel: Channel) => Promise<readonly string[] | undefined>
}

/** A conversation that lives for months has many invites. Pending ones are among the latest. */
const mostLooked = 10
const none: Invited = { ringing: [], assignments: [] }

/** Finds the pending and the accepted invites of a channel, whoever made them. Ignores what attributes of tasks say. */
export function invitedIn({ invitesOf, readTask, offersOn }: Reads): Twilio['invited'] {
  return async (channel, but) => {
    let isClosed = false
    const look = async (): Promise<Invited> => {
      const tasks = await invitesOf(channel)
      isClosed = tasks === undefined
      const latest = (tasks ?? []).filter((each) => each !== but).slice(0, mostLooked)
      const found = await Promise.all(latest.map(invitedBy))
      return {
        ringing: found.flatMap(({ ringing }) => ringing),
        assignments: found.flatMap(({ assignments }) => assignments),
      }
    }
    return believed(look, ({ ringing, assignments }) => isClosed || ringing.length + assignments.length > 0)
  }

  async function invitedBy(taskSid: string): Promise<Invited> {
    const status = (await readTask(taskSid))?.status
    if (status === 'pending' || status === 'reserved') return { ringing: [taskSid], assignments: [] }
    if (status !== 'assigned') return none
    return { ringing: [], assignments: (await offersOn(taskSid)).flatMap(({ assignment }) => assignment ?? []) }
  }
}
