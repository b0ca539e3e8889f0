import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/core/facts.ts'
import { initial, type State } from '../../src/features/media-streams/model.ts'
import { beforeTransfer } from '../../webhooks/api/before-transfer.ts'
import { aCall, accepted, nameOf, taskSid } from '../features/media-streams/story.ts'
import { sid } from '../support/an-assignment.ts'

const worker = sid('WK', 1)
const assignment = { taskSid, reservationSid: sid('WR', 1), workerSid: worker, direction: 'inbound', at: 1 } as const

/** A has the call, and the last check has shown this. */
function known(...legs: readonly string[]): State {
  const call = aCall()
  call.hear(accepted('A'))
  call.started(nameOf('A'))
  call.conference(...legs)
  return call.state()
}

/** The agent's answer while the record has these states in turn; and the decided facts. */
async function answered(states: readonly State[], workerSid = worker) {
  const facts: Fact[] = []
  let asked = 0
  const now = () => states[Math.min(asked, states.length - 1)] ?? initial
  const calls = {
    ofTask: async () => {
      const state = now()
      asked += 1
      return state
    },
    decide: async (fact: Fact) => {
      facts.push(fact)
      return now()
    },
  }
  const from = performance.now()
  const answer = await beforeTransfer(taskSid, workerSid, {
    calls,
    twilio: { callAssignmentsOf: async () => [assignment] },
  }).catch((no: Error) => no.message)
  return { answer, facts: facts.map(({ type }) => type), took: performance.now() - from }
}

const safe = known('customer', 'CAa')
const checking = known('customer', 'CAa*')

describe('before an agent transfers a call', () => {
  it('another check is requested, and the answer has its result', async () => {
    const { answer, facts } = await answered([checking, checking, checking, safe])
    expect([answer, facts]).toEqual([{ survivesTransfer: 'yes' }, ['call.due']])
  })

  it('the answer is “checking” after 1.5 s, while a check is still running', async () => {
    const { answer, took } = await answered([checking])
    expect(answer).toEqual({ survivesTransfer: 'checking' })
    expect(took).toBeGreaterThan(1_400)
  })

  it('a call whose record lacks the agent gets the assignment', async () => {
    const { answer, facts } = await answered([initial, safe])
    expect([answer, facts]).toEqual([{ survivesTransfer: 'yes' }, ['call.assignment-opened', 'call.due']])
  })

  it('another agent’s call is neither read nor changed', async () => {
    const { answer, facts } = await answered([safe], sid('WK', 9))
    expect([answer, facts]).toEqual(['This task is not assigned to you.', []])
  })
})
