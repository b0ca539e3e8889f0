import { describe, expect, it } from 'vitest'
import { historyOf } from '../../../src/features/video-request/history.ts'
import { metricsOf } from '../../../src/features/video-request/metrics.ts'
import { feature } from '../../../src/features/video-request/names.ts'
import { catalogue } from '../../../src/outbound/catalogue.ts'
import { eventsOf } from '../../../src/outbound/event.ts'
import { anEntry } from '../../support/a-redis.ts'
import { conversationSid } from '../../support/an-assignment.ts'
import { id, start } from './story.ts'

const view = (state: string, of = id) => ({ id: of, state, askedAt: start, assignments: 1 })
const entry = (before: string | undefined, after: string, from = id) =>
  anEntry({
    feature,
    key: conversationSid,
    received: 7,
    ...(before && { before: view(before, from) }),
    after: view(after),
  })

describe('the entry of a request', () => {
  const numbers = (...states: Parameters<typeof entry>) => historyOf(entry(...states)).map(({ field, n }) => [field, n])

  it('adds the request and its answer to the numbers of the hour, once each', () => {
    expect(numbers(undefined, 'received')).toEqual([['requests received', 1]])
    expect(numbers('received', 'received')).toEqual([])
    expect(numbers('received', 'declined')).toEqual([['requests declined', 1]])
    expect(numbers('expired', 'received', 'vr-before')).toEqual([['requests received', 1]])
  })

  it('takes an answer back that a late message shows to be none', () => {
    expect(numbers('invited', 'received')).toEqual([['requests invited', -1]])
    expect(numbers('expired', 'declined')).toEqual([
      ['requests expired', -1],
      ['requests declined', 1],
    ])
  })

  it('adds the request and its answer to /metrics, once each', () => {
    const counted = (...states: Parameters<typeof entry>) => metricsOf(entry(...states)).map(({ labels }) => labels)
    expect(counted(undefined, 'received')).toEqual([{ state: 'received' }])
    expect(counted('received', 'received')).toEqual([])
    expect(counted('received', 'invited')).toEqual([{ state: 'invited' }])
    expect(counted(undefined, 'invited')).toEqual([{ state: 'received' }, { state: 'invited' }])
    expect(metricsOf(entry('received', 'invited'))).toEqual([
      { name: 'escalate_video_requests_total', value: 1, labels: { state: 'invited' } },
    ])
  })

  it.each(['received', 'invited', 'declined', 'expired', 'ended'])(
    'is an event video-request.%s of the catalogue',
    (state) => {
      const [event] = eventsOf(entry(undefined, state))
      expect(event?.body.type).toBe(`video-request.${state}`)
      expect(catalogue.some((each) => each.safeParse(event?.body).success)).toBe(true)
    },
  )
})
