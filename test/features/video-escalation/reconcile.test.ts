import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../src/core/facts.ts'
import type { Store } from '../../../src/engine/store.ts'
import { reconciler } from '../../../src/features/video-escalation/reconcile.ts'
import type { Twilio } from '../../../src/twilio/port.ts'
import { aPeriodicTask } from '../../support/a-periodic-task.ts'
import { aTwilio } from '../../support/a-twilio.ts'
import { anAssignment, sid } from '../../support/an-assignment.ts'
import { anOpenVideo } from '../../support/an-open-video.ts'
import { createMemoryStore } from '../../support/memory-store.ts'

/** The facts of one round, over these records and this Twilio. */
async function found(store: Store, twilio: Partial<Twilio>): Promise<readonly Fact[]> {
  const accepted: Fact[] = []
  const { periodicTask } = aPeriodicTask()
  const all = { twilio: aTwilio(twilio), store, periodicTask, now: () => 1 }
  await reconciler.create({ ...all, accepted: async (facts) => void accepted.push(...facts) })()
  return accepted
}

describe('a task that is missing in the list of open tasks', () => {
  const { taskSid } = anAssignment()
  const openTasks = async () => new Set<string>()

  it('is read by its SID, and does not count as over while it is open', async () => {
    const { house } = await anOpenVideo()
    const findTask = async () => ({ taskSid, isOpen: true, conversationSid: undefined })
    expect(await found(house.store, { openTasks, findTask })).toEqual([])
  })

  it('is over when it does not exist', async () => {
    const { house } = await anOpenVideo()
    const facts = await found(house.store, { openTasks, findTask: async () => undefined })
    expect(facts).toMatchObject([{ type: 'assignment.closed', taskSid }])
  })
})

describe('a room of ours without a record', () => {
  const room = { roomSid: sid('RM', 9), roomName: `esc-${'ab'.repeat(16)}-lost1-g1` }
  const roomsInProgress = async () => [room]
  const somebody = { participantSid: sid('PA', 1), identity: 'customer-1', from: 1 }

  it('makes no fact while participants are in it', async () => {
    const participants = async () => [somebody]
    expect(await found(createMemoryStore(), { roomsInProgress, participants })).toEqual([])
  })

  it('makes room.observed, which closes it, when it is empty', async () => {
    const facts = await found(createMemoryStore(), { roomsInProgress })
    expect(facts).toMatchObject([{ type: 'room.observed', ...room, participants: [] }])
  })
})
