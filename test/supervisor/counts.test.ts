import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/features/video-escalation/model.ts'
import { publicViewOf } from '../../src/features/video-escalation/public-view.ts'
import { countsOf } from '../../src/projections/history-counts.ts'
import {
  ada,
  came,
  closed,
  left,
  rates,
  roomEnded,
  taskOver,
  tell,
  typed,
  untilInvited,
  untilLive,
} from '../features/video-escalation/story.ts'
import { anEntry } from '../support/a-redis.ts'

/** The hourly counts of a timeline. */
function counted(events: readonly Event[], of: 'hour' | 'agent' = 'hour'): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const [n, event] of events.entries()) {
    const [before, after] = [n, n + 1].map((until) => publicViewOf(tell(events.slice(0, until)).state))
    const words = (shown: typeof before) => JSON.parse(JSON.stringify(shown ?? {})) // as Redis keeps it
    const entry = anEntry({
      feature: 'video-escalation',
      type: event.type,
      ...(before && { before: words(before) }),
      ...(after && { after: words(after) }),
    })
    for (const each of countsOf(entry).counts) if (each.of === of) sums[each.field] = (sums[each.field] ?? 0) + each.n
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

describe('the numbers count', () => {
  it('a video in which both met', () => {
    const story = [...untilLive(), taskOver(85), closed(86), roomEnded(86), rates(4, 90)]
    expect(counted(story)).toEqual({
      started: 1,
      joined: 1,
      'join-seconds': 10,
      ended: 1,
      'reason task-closed': 1,
      'stars 4': 1,
      used: 127,
      solo: 5,
      idle: 10,
      late: 2,
    })
    expect(counted(story, 'agent')).toEqual({
      [`${ada.workerSid} used`]: 127,
      [`${ada.workerSid} solo`]: 5,
      [`${ada.workerSid} idle`]: 10,
      [`${ada.workerSid} late`]: 2,
    })
  })

  it('a video that nobody joined', () => {
    expect(counted([...untilInvited(), taskOver(70), closed(71)])).toEqual({
      started: 1,
      ended: 1,
      'no-show': 1,
      'reason task-closed': 1,
      idle: 60,
    })
  })

  it('a late event that both met, in place of the no-show', () => {
    const late = [...untilInvited(), taskOver(70), closed(71), left('customer', 60, 30)]
    expect(counted(late)).toMatchObject({ joined: 1, used: 30, solo: 30 })
    expect(counted(late)).not.toHaveProperty('no-show')
  })

  it('a late event of an earlier cause, in place of the later one', () => {
    const earlier = { ...taskOver(80), type: 'conversation.closed' } as const
    const story = counted([...untilLive(), taskOver(85), closed(86), earlier])
    expect(story).toMatchObject({ ended: 1, 'reason conversation-closed': 1 })
    expect(story).not.toHaveProperty('reason task-closed')
  })

  it('a second video in the same conversation as another one', () => {
    const again = [...untilInvited(), typed('end', 60), closed(61), typed('', 70)]
    expect(counted(again)).toMatchObject({ started: 2, ended: 1, 'no-show': 1 })
  })

  it('a customer who joins twice as joined once', () => {
    expect(counted([...untilLive(), left('customer', 40, 20), came('customer', 50, 2)])).toMatchObject({ joined: 1 })
  })

  it('an effect that was given up, with Twilio’s code and the escalation', () => {
    const about = { effect: 'invite.post', code: 50438 }
    const entry = anEntry({ type: 'effect.failed', about, after: { id: 'esc-1', state: 'ended' }, received: 7 })
    expect(countsOf(entry)).toEqual({
      counts: [{ of: 'hour', at: 7, field: 'failed invite.post 50438', n: 1 }],
      failures: [{ at: 7, feature: 'video', key: 'CH1', effect: 'invite.post', code: 50438, about: 'esc-1' }],
    })
  })

  it('nothing for an entry without a change', () => {
    expect(countsOf(anEntry()).counts).toEqual([])
  })
})
