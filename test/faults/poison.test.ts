import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import type { Case } from '../support/a-case.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre()
})
afterAll(() => centre?.stop())

const feature = 'video-escalation'
const retries = { attempts: 12, backoff: { type: 'custom' } }
const nonsense = ({ conversationSid }: Case, id: string) => ({
  feature,
  event: { id, key: conversationSid, at: Date.now(), type: 'room.turned-blue' },
})
const parked = (id: string) =>
  until(`${id} is parked`, async () =>
    (await centre.inside.facts.getFailed()).find((job) => JSON.stringify(job?.data).includes(`"${id}"`)),
  )

describe('a fact that cannot be decided', () => {
  it('becomes a dead letter at its first attempt with a reason, and its conversation goes on', async () => {
    const chat = await centre.chat()
    await centre.inside.facts.add('room.turned-blue', [nonsense(chat, 'poison-1')], retries)
    const job = await parked('poison-1')
    expect(job.failedReason).toMatch(/^room\.turned-blue cannot be decided/)
    expect(job.attemptsMade).toBe(1)
    await chat.invited()
    expect(await chat.rooms()).toHaveLength(1)
  })

  it('does not hold up the fact that arrived with it', async () => {
    const [chat, other] = [await centre.chat(), await centre.chat()]
    const command = {
      feature,
      event: {
        type: 'command.given',
        id: 'good-one',
        key: other.conversationSid,
        at: Date.now(),
        command: { type: 'video.start' },
        by: { workerSid: other.workerSid },
      },
    }
    await centre.inside.facts.add('several', [nonsense(chat, 'poison-2'), command], retries)
    await other.saying('invited')
    const job = await parked('poison-2')
    expect(job.data).toHaveLength(1)
    await centre.settled()
    expect(await other.invites()).toHaveLength(1)
  })

  it('of an unknown feature becomes a dead letter with a reason', async () => {
    const chat = await centre.chat()
    const fact = { ...nonsense(chat, 'poison-3'), feature: 'fax-escalation' }
    await centre.inside.facts.add('room.turned-blue', [fact], retries)
    expect((await parked('poison-3')).failedReason).toBe('No feature is called fax-escalation')
  })
})

it('an unreadable record stops only its own conversation, and its fact becomes a dead letter with a reason', async () => {
  const [chat, other] = [await centre.chat(), await centre.chat()]
  await centre.inside.redis.hset(`escalate:record:${feature}:${chat.conversationSid}`, 'state', '{"video":"blue"}')
  const command = await chat.types('/video')
  const job = await parked(command.sid)
  expect(job.failedReason).toMatch(/^command\.given cannot be decided/)
  await other.invited()
  expect(await chat.rooms()).toEqual([])
  expect(await chat.messages()).toHaveLength(1)
})

it('an unknown effect becomes a dead letter at its first attempt with a reason, and its conversation goes on', async () => {
  const chat = await centre.chat()
  const effect = { type: 'room.paint', colour: 'blue' }
  const data = { effectId: 'poison-5', effect, key: chat.conversationSid, again: false }
  await centre.inside.effects.add('room.paint', data, retries)
  const job = await until('it is parked', async () =>
    (await centre.inside.effects.getFailed()).find((each) => JSON.stringify(each?.data).includes('poison-5')),
  )
  expect(job.failedReason).toMatch(/^room\.paint is broken/)
  expect(job.attemptsMade).toBe(1)
  await chat.invited()
})
