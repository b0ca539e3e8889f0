import { describe, expect, it } from 'vitest'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import { asks, came, customerOf, kinds, left, roomEnded, says, taskOver, tell, untilInvited, words } from './story.ts'

const gated = { hasWaitingRoom: true }
const told = (...events: Parameters<typeof tell>[0]) => tell([...untilInvited(), ...events], gated)

describe('the waiting room', () => {
  it('admits no customer before an agent is in the room, and is retryable', () => {
    expect(told(asks('customer', 20)).refusal).toMatchObject({ code: 'agent-not-here', retryable: true })
    expect(told(asks('customer', 20, { takesOver: true, consents: true })).refusal).toMatchObject({
      code: 'agent-not-here',
    })
  })

  it('admits the customer when the agent is in the room', () => {
    const in_ = told(asks('customer', 20), came('agent', 25), asks('customer', 26))
    expect(in_.refusal).toBeUndefined()
    expect(customerOf(in_).isWaiting).toBe(false)
  })

  it('admits the agent while nobody is there', () => {
    expect(told(asks('agent', 20)).refusal).toBeUndefined()
  })

  it('makes the task say waiting while the customer waits, and invited when they gave up', () => {
    expect(words(told(asks('customer', 20)))).toEqual(['requested', 'invited', 'waiting'])
    expect(words(told(asks('customer', 20), asks('customer', 21)))).toEqual(['requested', 'invited', 'waiting'])
    expect(words(told(asks('customer', 20), says('left', 30)))).toEqual(['requested', 'invited', 'waiting', 'invited'])
  })

  it('makes no new room for a waiting customer, but for the agent’s seat', () => {
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

  it('makes a customer wait again whose agent left during the call, until an agent is back', () => {
    const met = told(came('agent', 20), asks('customer', 21), came('customer', 22), left('agent', 40, 20))
    const back = tell([left('customer', 41, 19), asks('customer', 42)], gated, met.state)
    expect(back.refusal).toMatchObject({ code: 'agent-not-here' })
    expect(customerOf(back).isWaiting).toBe(true)
    expect(tell([came('agent', 50, 2), asks('customer', 51)], gated, back.state).refusal).toBeUndefined()
  })

  it('is empty after the task is over, with a room and without one', () => {
    expect(customerOf(told(asks('customer', 20), taskOver(30))).isWaiting).toBe(false)
    expect(customerOf(told(roomEnded(20), asks('customer', 21), taskOver(30))).isWaiting).toBe(false)
  })

  it('does not exist where WAITING_ROOM is off: the customer gets a seat, and a new room', () => {
    expect(tell([...untilInvited(), asks('customer', 20)]).refusal).toBeUndefined()
    const woken = tell([...untilInvited(), roomEnded(20), asks('customer', 21)])
    expect(woken.state.video.phase).toBe('opening')
  })

  it('is closed to customers of another video, and where there is none', () => {
    const foreign = { ...asks('customer', 20), escalationId: 'esc-x' }
    expect(told(foreign).refusal).toMatchObject({ code: 'ended', retryable: false })
    expect(tell([asks('customer', 20)], gated).refusal).toMatchObject({ code: 'ended' })
  })
})
