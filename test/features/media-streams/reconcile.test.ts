import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../src/core/facts.ts'
import type { State } from '../../../src/features/media-streams/model.ts'
import { reconciler } from '../../../src/features/media-streams/reconcile.ts'
import type { CallRead } from '../../../src/features/media-streams/seen.ts'
import type { Twilio } from '../../../src/twilio/port.ts'
import { aPeriodicTask } from '../../support/a-periodic-task.ts'
import { aChange } from '../../support/a-redis.ts'
import { aTwilio } from '../../support/a-twilio.ts'
import { sid } from '../../support/an-assignment.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { aCall, accepted, aRead, callSid, closedTask, nameOf, personSeen, taskSid } from './story.ts'

const read = (legs: readonly string[], rest: Partial<CallRead> = {}) => aRead(legs.map(personSeen), rest)
const assignment = {
  taskSid,
  reservationSid: sid('WR', 1),
  workerSid: sid('WK', 1),
  direction: 'inbound',
  at: 1,
} as const
const over = { task: closedTask, accepted: 0 }
const elsewhere = { legs: [{ callSid, is: 'here', isClient: false }] } as const

/** A has the call, and everything about it is known. */
function known(...legs: readonly string[]): State {
  const call = aCall()
  call.hear(accepted('A'))
  call.started(nameOf('A'))
  for (const seen of legs) call.conference(...seen.split(' '))
  return call.state()
}

/** The facts of one round, with this record and this Twilio. */
async function found(state: State | undefined, twilio: Partial<Twilio>, calls: 'all' | 'inbound' = 'inbound') {
  const facts: Fact[] = []
  const store = createMemoryStore()
  const after = { aliases: [], locks: [], isLive: true }
  if (state) await store.save({ feature: 'media-streams', key: taskSid }, aChange({ state, after }))
  const findTask = async () => ({ taskSid, isOpen: true, conversationSid: undefined })
  const all = aTwilio({ findTask, callAssignmentsOf: async () => [assignment], ...twilio })
  const deps = {
    twilio: all,
    store,
    accepted: async (all: readonly Fact[]) => void facts.push(...all),
    periodicTask: aPeriodicTask('calls').periodicTask,
    now: () => 1,
  }
  await reconciler(calls).create(deps)()
  return facts.map(({ type }) => type)
}

describe('a call', () => {
  it.each([
    ['as its record has it', ['customer* CAa'], read(['customer*', 'CAa'])],
    ['whose only flag is the customer’s', ['customer* CAa'], read(['customer*', 'CAa'])],
    ['that two are left in', ['customer CAa*', 'customer CAa'], read(['customer', 'CAa'])],
  ])('%s makes no fact', async (_, seen, now) => {
    expect(await found(known(...seen), { readCall: async () => now })).toEqual([])
  })

  it.each([
    ['in which a plugin set an agent’s flag again', ['customer CAa'], read(['customer', 'CAa*'])],
    ['whose customer is elsewhere', ['customer CAa'], read(['CAa'], elsewhere)],
    [
      'whose customer’s call is over',
      ['customer CAa'],
      read(['CAa'], { legs: [{ callSid, is: 'over', isClient: false }] }),
    ],
    ['whose customer answered', ['customer? CAa'], read(['customer', 'CAa'])],
    [
      'in which the customer is alone, and the agent’s leaving would have ended it',
      ['customer CAa*', 'customer CAa'],
      read(['customer'], over),
    ],
  ])('%s makes call.due', async (_, seen, now) => {
    expect(await found(known(...seen), { readCall: async () => now })).toEqual(['call.due'])
  })
})

describe('a call that agents have and no record knows', () => {
  const openCalls = async () => [{ taskSid, direction: 'inbound' as const }]

  it('makes call.assignment-opened when an agent has it', async () => {
    expect(await found(undefined, { openCalls })).toEqual(['call.assignment-opened'])
  })

  it('makes call.due when no agent has it any more: its conference may still have a participant', async () => {
    expect(await found(undefined, { openCalls, callAssignmentsOf: async () => [] })).toEqual(['call.due'])
  })

  it('makes no fact when calls of its direction get no streams', async () => {
    expect(await found(undefined, { openCalls: async () => [{ taskSid, direction: 'outbound' }] })).toEqual([])
  })

  it('is not taken up twice', async () => {
    const state = known('customer CAa')
    expect(await found(state, { openCalls, readCall: async () => read(['customer', 'CAa']) })).toEqual([])
  })
})
