import { describe, expect, it } from 'vitest'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import { asks, came, customerOf, kinds, left, roomEnded, says, taskOver, tell, untilInvited, words } from './story.ts'

const gated = { hasWaitingRoom: true }
const told = (...events: Parameters<typeof tell>[0]) => tell([...untilInvited(), ...events], gated)

describe('the waiting room', () => {
  it('lets no customer in before an agent is there, and says that trying again can help', () => {
    expect(told(asks('customer', 20)).refusal).toMatchObject({ code: 'agent-not-here', retryable: true })
    expect(told(asks('customer', 20, { takesOver: true, consents: true })).refusal).toMatchObject({
      code: 'agent-not-here',
    })
  })

  it('lets the customer in when the agent is in the room', () => {
    const in_ = told(asks('customer', 20), came('agent', 25), asks('customer', 26))
    expect(in_.refusal).toBeUndefined()
    expect(customerOf(in_).isWaiting).toBe(false)
  })

  it('lets the agent in at any time', () => {
    expect(told(asks('agent', 20)).refusal).toBeUndefined()
  })

  it('tells the agent on the task that somebody waits, and that they gave up', () => {
    expect(words(told(asks('customer', 20)))).toEqual(['requested', 'invited', 'waiting'])
    expect(words(told(asks('customer', 20), asks('customer', 21)))).toEqual(['requested', 'invited', 'waiting'])
    expect(words(told(asks('customer', 20), says('left', 30)))).toEqual(['requested', 'invited', 'waiting', 'invited'])
  })

  it('opens no room for somebody who has to wait: the agent’s seat does', () => {
    const slept = told(roomEnded(60), asks('customer', 70))
    expect(slept.refusal).toMatchObject({ code: 'agent-not-here' })
    expect(slept.state.video.phase).toBe('asleep')
    expect(stateWord(slept.state.video)).toBe('waiting')
    expect(kinds(slept).filter((kind) => kind === 'room.create')).toHaveLength(1)
    const woken = tell([asks('agent', 80)], gated, slept.state)
    expect(woken.state.video.phase).toBe('opening')
    expect(kinds(woken)).toContain('room.create')
    expect(customerOf(woken).isWaiting).toBe(true)
  })

  it('makes a customer wait again whose agent has left, also in the middle of a call', () => {
    const met = told(came('agent', 20), asks('customer', 21), came('customer', 22), left('agent', 40, 20))
    const back = tell([left('customer', 41, 19), asks('customer', 42)], gated, met.state)
    expect(back.refusal).toMatchObject({ code: 'agent-not-here' })
    expect(customerOf(back).isWaiting).toBe(true)
    expect(tell([came('agent', 50, 2), asks('customer', 51)], gated, back.state).refusal).toBeUndefined()
  })

  it('is empty when the video is over, however it ended', () => {
    expect(customerOf(told(asks('customer', 20), taskOver(30))).isWaiting).toBe(false)
    expect(customerOf(told(roomEnded(20), asks('customer', 21), taskOver(30))).isWaiting).toBe(false)
  })

  it('is not there where the contact centre does not want one', () => {
    expect(tell([...untilInvited(), asks('customer', 20)]).refusal).toBeUndefined()
    const woken = tell([...untilInvited(), roomEnded(20), asks('customer', 21)])
    expect(woken.state.video.phase).toBe('opening')
  })

  it('is closed to people of another video', () => {
    const foreign = { ...asks('customer', 20), escalationId: 'esc-x' }
    expect(told(foreign).refusal).toMatchObject({ code: 'ended', retryable: false })
    expect(tell([asks('customer', 20)], gated).refusal).toMatchObject({ code: 'ended' })
  })
})
