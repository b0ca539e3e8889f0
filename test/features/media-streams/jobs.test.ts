import { describe, expect, it } from 'vitest'
import { jobsIn } from '../../../src/features/media-streams/jobs.ts'
import type { CallRead } from '../../../src/features/media-streams/seen.ts'
import { aTwilio } from '../../support/a-twilio.ts'
import { aRead, callSid, closedTask, conferenceSid, personSeen, taskSid } from './story.ts'

const attempt = { key: taskSid, effectId: 'effect-1', isRepeat: false }
const over = { task: closedTask, accepted: 0 }

async function ended(read: CallRead, isDropped = false) {
  const twilio = aTwilio({ readCall: async () => read as never })
  const jobs = jobsIn({ twilio, track: 'both_tracks', urls: {}, sign: () => '' })
  const effect = {
    type: 'conference.end',
    conferenceSid,
    taskSid,
    callSid,
    isProven: true,
    speakers: [],
    isDropped,
  } as const
  const { isDone } = (await jobs['conference.end'](effect, attempt)) as { isDone: boolean }
  return { isDone, asked: twilio.called() }
}

describe('a conference that should end', () => {
  it('ends when a last read shows one participant alone', async () => {
    expect(await ended(aRead([personSeen('customer')], over))).toEqual({ isDone: true, asked: ['endConference'] })
  })

  it.each([
    ['another participant has joined', aRead([personSeen('customer'), personSeen('CAb')], { accepted: 1 })],
    ['the task is on offer again', aRead([personSeen('customer')], { accepted: 0 })],
    ['the agent is back', aRead([personSeen('customer')], { accepted: 1 })],
  ])('does not end when %s', async (_, read) => {
    expect(await ended(read)).toEqual({ isDone: false, asked: [] })
  })

  it('ends for a customer whose agent’s connection has dropped', async () => {
    expect(await ended(aRead([personSeen('customer')], { accepted: 1 }), true)).toMatchObject({ isDone: true })
  })
})
