import { afterEach, describe, expect, it, vi } from 'vitest'
import { Permanent, Retryable } from '../../src/core/errors.ts'
import type { Fact } from '../../src/core/facts.ts'
import { createAccept } from '../../src/engine/accept.ts'
import { createAct } from '../../src/engine/act.ts'
import type { HandleDeps } from '../../src/engine/handle.ts'
import { createMutexes } from '../../src/engine/mutex.ts'
import type { QueuedEvent } from '../../src/engine/queues.ts'
import { createFeatures } from '../../src/features/index.ts'
import { aTwilio } from '../support/a-twilio.ts'
import { anAssignment, conversationSid } from '../support/an-assignment.ts'
import { aConfig } from '../support/an-environment.ts'
import { createMemoryStore } from '../support/memory-store.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const features = createFeatures(aConfig(), aTwilio(), async () => {})

const closed: Fact = { type: 'conversation.closed', id: 'closed', key: conversationSid, at: 1 }
const command: Fact = {
  type: 'command.given',
  id: 'IM1',
  key: conversationSid,
  at: 1,
  command: { type: 'video.start' },
  by: { identity: 'ada' },
}
/** No feature accepts this event: streams are off. */
const unwanted: Fact = { type: 'call.due', id: 'due', key: 'WT1', at: 1 }

const accepting = (push: (heard: readonly QueuedEvent[]) => Promise<void>, isReady = true) =>
  createAccept(features, push, () => isReady)

describe('accepting facts', () => {
  it('queues each fact for the feature that accepts it', async () => {
    const pushed: QueuedEvent[] = []
    await accepting(async (jobs) => void pushed.push(...jobs))([closed, command])
    expect(pushed.map(({ feature, event }) => [feature, event.type])).toEqual([
      ['video-escalation', 'conversation.closed'],
      ['video-escalation', 'command.given'],
    ])
  })

  it('writes nothing for a fact that no feature accepts, even while Redis is away', async () => {
    const push = vi.fn(async () => {})
    await accepting(push, false)([unwanted])
    await accepting(push, false)([])
    expect(push).not.toHaveBeenCalled()
  })

  it('is refused without a write while Redis is away', async () => {
    const push = vi.fn(async () => {})
    await expect(accepting(push, false)([closed])).rejects.toThrow(Retryable)
    expect(push).not.toHaveBeenCalled()
  })

  it('is refused within 1.6 s when Redis hangs, and leaves no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [set, cleared] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')]
    const refused = expect(accepting(() => new Promise(() => {}))([closed])).rejects.toMatchObject({
      name: 'StoreTrouble',
      ambiguous: true,
    })
    await vi.advanceTimersByTimeAsync(1_600)
    await refused
    // Connections of other files in this process have timers of their own: check the deadline only.
    const deadlines = set.mock.results.filter((_, n) => set.mock.calls[n]?.[1] === 1_500)
    expect(deadlines).toHaveLength(1)
    expect(cleared.mock.calls.flat()).toContain(deadlines[0]?.value)
  })

  it('is refused as retryable when Redis refuses the write, with the cause', async () => {
    const oom = new Error('OOM command not allowed')
    await expect(accepting(() => Promise.reject(oom))([closed])).rejects.toMatchObject({
      name: 'Retryable',
      cause: oom,
    })
  })
})

describe('deciding at once, for a caller that waits', () => {
  const deps = { store: createMemoryStore(), handOver: async () => {}, note: () => {} }
  const acting = (changes: Partial<HandleDeps> = {}, isReady = true) => {
    const [feature] = features
    if (!feature) throw new Error('No feature is on the list')
    return createAct(feature, { ...deps, mutex: createMutexes(), ...changes }, () => isReady)
  }
  const start: Fact = {
    type: 'command.given',
    id: 'api-1',
    key: conversationSid,
    at: 1,
    command: { type: 'video.start' },
    by: { workerSid: anAssignment().workerSid },
    assignment: anAssignment(),
  }

  it('answers with the new state, or with the refusal', async () => {
    const act = acting()
    expect(await act(start)).toMatchObject({ state: { video: { phase: 'opening' } } })
    const foreign: Fact = {
      type: 'seat.requested',
      id: 'seat',
      key: conversationSid,
      at: 1,
      escalationId: 'x',
      role: 'agent',
      identity: 'agent-1',
      device: '',
      takesOver: false,
      consents: false,
    }
    expect(await act(foreign)).toMatchObject({ refusal: { code: 'ended' } })
  })

  it('passes a fact on to the other features, unless it was refused', async () => {
    const [feature] = features
    if (!feature) throw new Error('No feature is on the list')
    const others: Fact[] = []
    const fresh = { ...deps, store: createMemoryStore(), mutex: createMutexes() }
    const act = createAct(
      feature,
      fresh,
      () => true,
      async (facts) => void others.push(...facts),
    )
    const foreign: Fact = { ...start, id: 'api-2', by: { workerSid: 'WK9' } }
    expect(await act(foreign)).toMatchObject({ refusal: { code: 'not-your-task' } })
    await act(start)
    expect(others).toEqual([start])
  })

  it('throws Retryable while Redis is away, and within 2 s when Redis hangs', async () => {
    await expect(acting({}, false)(start)).rejects.toThrow(Retryable)
    vi.useFakeTimers()
    const store = { ...deps.store, load: () => new Promise<undefined>(() => {}) }
    const refused = expect(acting({ store })(start)).rejects.toThrow(Retryable)
    await vi.advanceTimersByTimeAsync(2_000)
    await refused
  })

  it('throws Permanent when the stored record cannot be read', async () => {
    const store = { ...deps.store, load: async () => ({ version: 1, state: { rotten: true }, seen: [] }) }
    const act = acting({ store })
    await expect(act({ ...start, id: 'api-2' })).rejects.toThrow(Permanent)
  })
})
