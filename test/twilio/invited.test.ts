import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { invitedIn } from '../../src/twilio/invited.ts'
import type { Offer, TaskRead } from '../../src/twilio/port.ts'
import { anAssignment, sid } from '../support/an-assignment.ts'

const place = { interactionSid: sid('KD', 1), channelSid: sid('UO', 1) }
const mine = sid('WT', 1)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const offer = (more: Pick<Offer, 'status' | 'assignment'>): Offer => ({
  reservationSid: sid('WR', 1),
  workerSid: sid('WK', 1),
  ...more,
})

/** A channel whose invites made tasks of these statuses; each read may return other ones. */
function aChannel(...reads: readonly (Readonly<Record<string, string>> | undefined)[]) {
  let read = -1
  const now = () => reads[Math.min(read, reads.length - 1)]
  const assignment = anAssignment()
  return {
    assignment,
    reads: () => read + 1,
    invited: invitedIn({
      isChannelOpen: async () => reads[0] !== undefined,
      invitesOf: async () => {
        read += 1
        return Object.keys(now() ?? {})
      },
      readTask: async (taskSid) => ({ status: now()?.[taskSid] ?? 'deleted' }) as TaskRead,
      offersOn: async () => [offer({ status: 'rejected' }), offer({ status: 'accepted', assignment })],
    }),
  }
}

async function answerOf<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync()
  return work
}

it('ringing and accepted tasks count as invites; tasks that are over do not', async () => {
  const [pending, reserved, assigned, over] = [2, 3, 4, 5].map((n) => sid('WT', n))
  const tasks = {
    [`${pending}`]: 'pending',
    [`${reserved}`]: 'reserved',
    [`${assigned}`]: 'assigned',
    [`${over}`]: 'completed',
  }
  const { invited, assignment } = aChannel({ ...tasks, [mine]: 'assigned' })
  expect(await answerOf(invited(place, mine))).toEqual({ ringing: [pending, reserved], assignments: [assignment] })
})

it('an empty list is believed after three reads in five seconds: an invite may be new', async () => {
  const late = aChannel({ [mine]: 'wrapping' }, {}, { [sid('WT', 2)]: 'pending' })
  expect(await answerOf(late.invited(place, mine))).toEqual({ ringing: [sid('WT', 2)], assignments: [] })
  expect(late.reads()).toBe(3)
  const alone = aChannel({ [mine]: 'wrapping' })
  expect(await answerOf(alone.invited(place, mine))).toEqual({ ringing: [], assignments: [] })
  expect(alone.reads()).toBe(3)
})

it('the invites of a closed channel are not read', async () => {
  const { invited, reads } = aChannel(undefined)
  expect(await answerOf(invited(place, mine))).toEqual({ ringing: [], assignments: [] })
  expect(reads()).toBe(0)
})
