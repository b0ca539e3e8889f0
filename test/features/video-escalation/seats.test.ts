import { describe, expect, it } from 'vitest'
import {
  asks,
  came,
  closed,
  customerOf,
  left,
  says,
  seatsOf,
  taskOver,
  tell,
  typed,
  untilInvited,
  wantsLink,
} from './story.ts'

const told = (...events: Parameters<typeof tell>[0]) => tell([...untilInvited(), came('agent', 15), ...events])
const gated = (...events: Parameters<typeof tell>[0]) => tell([...untilInvited(), ...events], { hasWaitingRoom: true })
const laptop = { device: 'laptop' }
const taken = { code: 'seat-taken', retryable: false }

describe('a seat is not a connection', () => {
  it('is given again to the same device while its old connection is still in the room', () => {
    expect(told(asks('customer', 20), came('customer', 21), asks('customer', 30)).refusal).toBeUndefined()
  })

  it('is refused to a second device while the first one is in the room', () => {
    expect(told(asks('customer', 20), came('customer', 21), asks('customer', 30, laptop)).refusal).toMatchObject(taken)
  })

  it('is refused to a second device while the first one waits', () => {
    const two = gated(asks('customer', 20), asks('customer', 30, laptop))
    expect(two.refusal).toMatchObject(taken)
    expect(seatsOf(two)).toEqual({ 'customer-0001': 'phone' })
  })

  it('goes to the second device when that takes over, and is then refused to the first', () => {
    const moved = told(asks('customer', 20), came('customer', 21), asks('customer', 30, { ...laptop, takesOver: true }))
    expect(moved.refusal).toBeUndefined()
    expect(seatsOf(moved)).toEqual({ 'customer-0001': 'laptop' })
    expect(tell([asks('customer', 31)], {}, moved.state).refusal).toMatchObject(taken)
  })

  it('is free for another device once the first one has left the room or the waiting room', () => {
    const gone = told(asks('customer', 20), came('customer', 21), left('customer', 30, 9), asks('customer', 31, laptop))
    expect(gone.refusal).toBeUndefined()
    expect(gated(asks('customer', 20), says('left', 25), asks('customer', 30, laptop)).refusal).toMatchObject({
      code: 'agent-not-here',
    })
    expect(seatsOf(gated(asks('customer', 20), says('left', 25), asks('customer', 30, laptop)))).toEqual({
      'customer-0001': 'laptop',
    })
  })

  it('of an agent is not moved by another agent’s or the customer’s', () => {
    const ben = { ...asks('agent', 31, laptop), identity: 'agent-0002' }
    const all = told(asks('customer', 20), asks('agent', 21), came('customer', 22), ben)
    expect(all.refusal).toBeUndefined()
    expect(seatsOf(all)).toEqual({ 'customer-0001': 'phone', 'agent-0001': 'phone', 'agent-0002': 'laptop' })
    const pushed = tell([asks('customer', 40, { ...laptop, takesOver: true })], {}, all.state)
    expect(seatsOf(pushed)).toMatchObject({ 'agent-0001': 'phone', 'agent-0002': 'laptop' })
  })

  it('is given and not stored without a device, as for the Flex plugin', () => {
    expect(told(asks('agent', 20, { device: '' })).refusal).toBeUndefined()
    expect(seatsOf(told(asks('agent', 20, { device: '' })))).toEqual({})
  })

  it('is refused to customer and agent once the video is over', () => {
    expect(told(taskOver(20), asks('customer', 21)).refusal).toMatchObject({ code: 'ended' })
    expect(told(taskOver(20), asks('agent', 21)).refusal).toMatchObject({ code: 'ended' })
  })
})

describe('a page’s reported step', () => {
  it('is in the agent’s view, with the reason', () => {
    expect(customerOf(told(says('opened', 20), says('blocked', 21, 'phone', { detail: 'denied' }))).step).toMatchObject(
      {
        step: 'blocked',
        detail: 'denied',
      },
    )
    expect(
      customerOf(told(says('blocked', 20, 'phone', { detail: 'denied' }), says('choosing', 21))).step,
    ).not.toHaveProperty('detail')
  })

  it('makes no effect, and no waiting', () => {
    const before = told()
    for (const step of ['opened', 'waiting', 'joined', 'left'] as const) {
      const after = tell([says(step, 20)], {}, before.state)
      expect(after.effects).toEqual([])
      expect(customerOf(after).isWaiting).toBe(false)
    }
  })

  it('is ignored from a device that has lost its seat', () => {
    const moved = told(asks('customer', 20), came('customer', 21), asks('customer', 30, { ...laptop, takesOver: true }))
    expect(tell([says('left', 31, 'phone')], {}, moved.state).state).toEqual(moved.state)
    expect(customerOf(tell([says('joined', 31, 'laptop')], {}, moved.state)).step).toMatchObject({ step: 'joined' })
    const waits = gated(asks('customer', 20), asks('customer', 21, { ...laptop, takesOver: true }), says('left', 22))
    expect(customerOf(waits).isWaiting).toBe(true)
  })

  it('is ignored from an agent, of another video, and after the end', () => {
    const before = told(asks('customer', 20))
    expect(tell([says('left', 21, 'phone', { role: 'agent' })], {}, before.state).state).toEqual(before.state)
    expect(tell([says('left', 21, 'phone', { escalationId: 'esc-x' })], {}, before.state).state).toEqual(before.state)
    const over = told(asks('customer', 20), taskOver(21))
    expect(tell([says('left', 22)], {}, over.state).state).toEqual(over.state)
  })
})

describe('a customer’s request for another link', () => {
  it('is on the task until the link was sent', () => {
    const asked = tell([...untilInvited(), wantsLink(20)])
    expect(asked.effects.at(-1)).toMatchObject({
      type: 'task.annotate',
      video: { state: 'invited', asksForLink: true },
    })
    const sent = tell([typed('new', 30)], {}, asked.state)
    expect(sent.state.linkRequestedAt).toBeUndefined()
    expect(sent.effects.find((each) => each.type === 'task.annotate')?.video).not.toHaveProperty('asksForLink')
  })

  it('is kept while the video ends, and the next video answers it', () => {
    const asked = tell([...untilInvited(), typed('end', 15), wantsLink(20)])
    expect(asked.state.linkRequestedAt).toBeDefined()
    const ended = tell([closed(21)], {}, asked.state)
    expect(tell([typed('', 40)], {}, ended.state).state.linkRequestedAt).toBeUndefined()
  })

  it('stays open after a command that was refused', () => {
    const asked = tell([...untilInvited(), typed('end', 15), wantsLink(20), typed('resend', 25)])
    expect(asked.refusal).toMatchObject({ code: 'no-video' })
    expect(asked.state.linkRequestedAt).toBeDefined()
  })

  it('counts once a minute: a repeat within 60 s changes nothing, a later one only its time', () => {
    const once = tell([...untilInvited(), wantsLink(20)])
    const again = tell([wantsLink(21), wantsLink(79)], {}, once.state)
    expect(again.state).toEqual(once.state)
    expect(again.effects).toEqual([])
    const later = tell([wantsLink(80)], {}, once.state)
    expect(later.state.linkRequestedAt).toBeGreaterThan(once.state.linkRequestedAt ?? 0)
    expect(later.effects).toEqual([])
  })

  it('is refused where no agent serves the conversation', () => {
    expect(tell([...untilInvited(), taskOver(15), wantsLink(20)]).refusal).toMatchObject({ code: 'nobody-there' })
    expect(tell([wantsLink(20)]).refusal).toMatchObject({ code: 'nobody-there' })
  })
})
