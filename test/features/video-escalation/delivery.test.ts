import { describe, expect, it } from 'vitest'
import { isChatter } from '../../../src/features/video-escalation/chatter.ts'
import { type Event, initial } from '../../../src/features/video-escalation/model.ts'
import { publicViewOf } from '../../../src/features/video-escalation/public-view.ts'
import { viewOf } from '../../../src/features/video-escalation/view.ts'
import {
  accepted,
  annotated,
  at,
  came,
  conversationSid,
  created,
  failed,
  id,
  kinds,
  said,
  says,
  settings,
  type Told,
  taskOver,
  tell,
  typed,
  untilInvited,
} from './story.ts'

const messageOf = (invite: number) => `IM${String(invite).padStart(32, '0')}`
let receipts = 0
const head = (second: number) => ({ id: `receipt-${++receipts}`, key: conversationSid, at: at(second) })
const posted = (number = 1, second = 12, isTemplate = false): Event => ({
  ...head(second),
  type: 'invite.posted',
  escalationId: id,
  messageSid: messageOf(number),
  number,
  ...(isTemplate && { isTemplate }),
})
const receipt = (is: 'delivered' | 'undelivered', second: number, code?: number, number = 1): Event => ({
  ...head(second),
  type: 'delivery.changed',
  messageSid: messageOf(number),
  is,
  ...(code !== undefined && { code }),
})
const lost = (code?: number, second = 14, number = 1) => receipt('undelivered', second, code, number)
const arrived = (second = 15, number = 1) => receipt('delivered', second, undefined, number)
const beforeInvite = () => [accepted(), typed(), created(), annotated()]
const untilPosted = () => [...beforeInvite(), posted()]
const undelivered = ({ state }: Told) => viewOf(state)?.notDelivered
const templates = ({ effects }: Told) => effects.filter((each) => each.type === 'invite.post' && each.isTemplate)

describe('an invite that is not delivered', () => {
  it.each([
    [63016, 'outside-window', /24 hours.*send it again/],
    [30007, 'filtered', /filtered/],
    [30034, 'filtered', /registration/],
    [21610, 'opted-out', /START/],
    [63014, 'opted-out', /opted out/],
    [30004, 'opted-out', /opted out/],
    [30006, 'landline', /mobile number/],
    [21614, 'landline', /mobile number/],
    [30003, 'unreachable', /cannot be reached/],
    [30005, 'unreachable', /number is right/],
    [30008, 'unknown', /Send it again/],
    [undefined, 'unknown', /was not delivered/],
  ])('with %s is "%s" on the task, with a sentence', (code, reason, message) => {
    const told = tell([...untilPosted(), lost(code)])
    const notDelivered = { reason, message: expect.stringMatching(message) }
    expect(said(told)).toEqual({ id, state: 'invited', notDelivered })
    expect(undelivered(told)).toEqual({ ...notDelivered, at: new Date(at(14)).toISOString(), ...(code && { code }) })
    expect(publicViewOf(told.state)).toMatchObject({
      state: 'invited',
      notDelivered: reason,
      ...(code && { deliveryCode: code }),
    })
  })

  it('counts as delivered after a later receipt, and stays so', () => {
    const told = tell([...untilPosted(), lost(30003), arrived(), lost(30003, 16)])
    expect(undelivered(told)).toBeUndefined()
    expect(said(told)).toEqual({ id, state: 'invited' })
    expect(publicViewOf(told.state)).not.toHaveProperty('notDelivered')
  })

  it('is no trouble any more once the customer opens the page, waits or is in the room', () => {
    const events = [...untilPosted(), lost(30003)]
    expect(undelivered(tell([...events, says('opened', 20)]))).toBeUndefined()
    expect(undelivered(tell([...events, came('customer', 20)]))).toBeUndefined()
  })

  it('is trouble although the customer had opened the page with an earlier invite', () => {
    expect(undelivered(tell([...untilPosted(), says('left', 13), lost(30003)]))).toBeDefined()
  })

  it('is replaced by the next invite, and an older one’s late receipt changes nothing', () => {
    const resent = tell([...untilPosted(), lost(30003), typed('resend', 20)])
    expect(undelivered(resent)).toBeDefined()
    const after = tell([posted(2, 21)], {}, resent.state)
    expect(undelivered(after)).toBeUndefined()
    for (const late of [lost(30003, 22, 1), arrived(22, 1)])
      expect(tell([late], {}, after.state).state).toEqual(after.state)
    expect(undelivered(tell([lost(30006, 22, 2)], {}, after.state))).toMatchObject({ reason: 'landline' })
  })

  it('counts when its receipt is faster than Twilio’s answer', () => {
    expect(undelivered(tell([...beforeInvite(), lost(30006, 11), posted()]))).toMatchObject({ reason: 'landline' })
    expect(undelivered(tell([...beforeInvite(), lost(30006, 11), arrived(12), posted()]))).toBeUndefined()
  })
})

describe('receipts that change nothing', () => {
  it.each([
    ['another message', untilPosted(), lost(30003, 14, 7)],
    ['another message that arrived', untilPosted(), arrived(14, 7)],
    ['an ended video', [...untilPosted(), typed('end', 13)], lost(30003)],
    ['a video whose task is over', [...untilPosted(), taskOver(13)], lost(30003)],
    ['an invite that arrived', [...untilPosted(), arrived(13)], lost(30003)],
    ['an invite of an older release, whose message is unknown', untilInvited(), arrived()],
  ])('those of %s', (_, events, event) => {
    const { state } = tell(events)
    expect(tell([event], {}, state)).toEqual({ state, effects: [] })
    expect(isChatter(state, event)).toBe(true)
  })

  it('those of a conversation without a video', () => {
    expect(tell([lost(30003)])).toEqual({ state: initial, effects: [] })
  })

  it('keep no more than five unknown messages while an invite is being posted', () => {
    const many = Array.from({ length: 20 }, (_, n) => lost(30003, 11, n + 10))
    const { state } = tell([...beforeInvite(), ...many])
    expect(state.video.phase === 'open' && state.video.earlyFailures).toHaveLength(5)
  })
})

describe('outside WhatsApp’s 24 hours', () => {
  const rules = { ...settings, hasTemplate: true }

  it('the template is sent once, with the same link, without trouble', () => {
    const told = tell([...untilPosted(), lost(63016)], rules)
    expect(templates(told)).toMatchObject([{ type: 'invite.post', invite: 2, linkGeneration: 1, isTemplate: true }])
    expect(undelivered(told)).toBeUndefined()
    expect(templates(tell([...untilPosted(), lost(63016), lost(63016, 15)], rules))).toHaveLength(1)
  })

  it('a template that is not delivered is trouble, and is not tried again', () => {
    const told = tell([...untilPosted(), lost(63016), posted(2, 15, true), lost(63016, 16, 2)], rules)
    expect(templates(told)).toHaveLength(1)
    expect(undelivered(told)).toMatchObject({ reason: 'outside-window', code: 63016 })
  })

  it('a template that Twilio refuses leaves the first invite’s trouble', () => {
    const told = tell([...untilPosted(), lost(63016), failed('invite.post', 16, 20001, { isTemplate: true })], rules)
    expect(undelivered(told)).toMatchObject({ reason: 'outside-window' })
    expect(said(told)).toMatchObject({ state: 'invited' })
  })

  it('a text of our own that Twilio refuses at once is followed by the template', () => {
    const told = tell([...beforeInvite(), failed('invite.post', 12, 63016)], rules)
    expect(templates(told)).toMatchObject([{ invite: 2 }])
    expect(kinds(tell([...beforeInvite(), failed('invite.post', 12, 63016)]))).toContain('room.close')
  })

  it.each([
    ['the link was revoked', [typed('revoke', 13)]],
    ['the customer was removed', [typed('remove', 13)]],
    ['another invite is being posted', [typed('resend', 13)]],
  ])('no template is sent where %s', (_, then) => {
    expect(templates(tell([...untilPosted(), ...then, lost(63016)], rules))).toEqual([])
  })

  it('no template is sent for another trouble, or where none is configured', () => {
    expect(kinds(tell([...untilPosted(), lost(30007)], rules)).filter((each) => each === 'invite.post')).toHaveLength(1)
    expect(templates(tell([...untilPosted(), lost(63016)]))).toEqual([])
  })
})
