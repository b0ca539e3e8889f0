import { describe, expect, it } from 'vitest'
import type { CallView, Participant } from '../../join-page/src/call/model.ts'
import { announcementsOf } from '../../join-page/src/room/announcements.ts'
import { controlsOf, type Situation } from '../../join-page/src/room/controls.ts'
import { cornerAfter, cornerAt, nextCorner } from '../../join-page/src/room/corner.ts'
import { zoomOf } from '../../join-page/src/room/fit.ts'
import { layoutOf } from '../../join-page/src/room/layout.ts'
import { presenceOf } from '../../join-page/src/room/presence-of.ts'
import { qualityWord } from '../../join-page/src/room/quality-words.ts'
import en from '../../join-page/texts/en.json'
import { pageStep } from '../../src/core/facts.ts'

const person = (sid: string, parts: Partial<Participant> = {}): Participant => ({
  sid,
  role: 'customer',
  identity: `customer-${sid}`,
  isMe: false,
  camera: undefined,
  screen: undefined,
  sound: undefined,
  isMuted: false,
  isSpeaking: false,
  isReconnecting: false,
  isPicturePaused: false,
  quality: undefined,
  ...parts,
})

describe('layout', () => {
  const of = (others: readonly Participant[], sharer?: Participant) => layoutOf({ others, sharer })

  it('has one tile while no other participant is there', () => {
    expect(of([])).toEqual({ is: 'alone', main: [], side: [], self: 'corner' })
  })

  it('gives one other participant the whole room, with oneself in a corner', () => {
    expect(of([person('a')])).toMatchObject({
      is: 'pair',
      main: [{ participant: { sid: 'a' }, shows: 'camera' }],
      side: [],
      self: 'corner',
    })
  })

  it.each([[['a', 'b']], [['a', 'b', 'c']]])('puts oneself and %s side by side, in the order of the view', (sids) => {
    const layout = of(sids.map((sid) => person(sid)))
    expect(layout).toMatchObject({ is: 'grid', side: [], self: 'among' })
    expect(layout.main.map((slot) => slot.participant.sid)).toEqual(sids)
  })

  it('gives a shared screen the room, and keeps the faces beside it', () => {
    const sharer = person('a')
    expect(of([sharer, person('b')], sharer)).toMatchObject({
      is: 'focus',
      main: [{ participant: { sid: 'a' }, shows: 'screen' }],
      side: [{ participant: { sid: 'a' }, shows: 'camera' }, { participant: { sid: 'b' } }],
    })
  })

  it('does not show one’s own screen to oneself', () => {
    expect(of([person('a')], person('me', { isMe: true }))).toMatchObject({
      is: 'pair',
      main: [{ participant: { sid: 'a' }, shows: 'camera' }],
    })
  })

  it('shows at most eight other participants', () => {
    expect(of(Array.from({ length: 20 }, (_, at) => person(`${at}`))).main).toHaveLength(8)
  })
})

describe('fit', () => {
  const wide = { width: 1280, height: 800 }
  const upright = { width: 360, height: 630 }

  it('fills the frame when that cuts off at most 30 % of the picture', () => {
    const frame = { width: 1_000, height: 1_000 }
    expect(zoomOf({ width: 640, height: 480 }, wide)).toBeCloseTo(1.2)
    expect(zoomOf({ width: 1_000, height: 1_420 }, frame)).toBeCloseTo(1.42)
    expect(zoomOf({ width: 1_000, height: 1_440 }, frame)).toBe(1)
  })
  it('shows all of an upright picture in a wide frame', () => {
    expect(zoomOf({ width: 480, height: 640 }, wide)).toBe(1)
  })
  it('enlarges a wide picture by half in an upright frame', () => {
    expect(zoomOf({ width: 1280, height: 720 }, upright)).toBe(1.5)
  })
  it('shows all of a picture that has no size yet', () => {
    expect(zoomOf({ width: 0, height: 0 }, wide)).toBe(1)
  })
})

describe('corner', () => {
  it('goes around all four and comes back', () => {
    const first = nextCorner('end-end')
    const [second, third] = [nextCorner(first), nextCorner(nextCorner(first))]
    expect(new Set([first, second, third, 'end-end']).size).toBe(4)
    expect(nextCorner(third)).toBe('end-end')
  })
  it('is the nearest to where the picture was dropped, in both directions of reading', () => {
    const frame = { width: 100, height: 100 }
    expect(cornerAt({ x: 90, y: 10 }, { ...frame, isRtl: false })).toBe('start-end')
    expect(cornerAt({ x: 90, y: 10 }, { ...frame, isRtl: true })).toBe('start-start')
    expect(cornerAt({ x: 10, y: 90 }, { ...frame, isRtl: true })).toBe('end-end')
  })
  it('follows the four arrow keys, in both directions of reading, and no other key', () => {
    expect(cornerAfter('end-end', 'ArrowUp', false)).toBe('start-end')
    expect(cornerAfter('start-end', 'ArrowDown', false)).toBe('end-end')
    expect(cornerAfter('end-end', 'ArrowLeft', false)).toBe('end-start')
    expect(cornerAfter('end-start', 'ArrowRight', false)).toBe('end-end')
    expect(cornerAfter('end-start', 'ArrowLeft', true)).toBe('end-end')
    expect(cornerAfter('end-end', 'ArrowRight', true)).toBe('end-start')
    expect(cornerAfter('end-end', 'Enter', false)).toBe('end-end')
  })
})

describe('controls', () => {
  const customer: Situation = {
    role: 'customer',
    isNarrow: true,
    canFlip: true,
    canShare: false,
    canBackground: false,
    canSmallWindow: false,
    mayRecord: false,
    isCustomerIn: true,
  }
  const desk: Situation = {
    role: 'agent',
    isNarrow: false,
    canFlip: false,
    canShare: true,
    canBackground: true,
    canSmallWindow: true,
    mayRecord: true,
    isCustomerIn: true,
  }

  it('keeps a phone’s bar to five buttons', () => {
    expect(controlsOf(customer)).toEqual({ bar: ['mute', 'camera', 'flip', 'more', 'leave'], more: ['settings'] })
  })

  it('gives customers none of the agent’s buttons', () => {
    const { bar, more } = controlsOf({ ...customer, mayRecord: true, isNarrow: false })
    for (const theirs of ['end', 'remove', 'mute-customer', 'resend', 'record', 'pop-out'] as const)
      expect([...bar, ...more]).not.toContain(theirs)
  })

  it('gives an agent at a computer every button except the camera’s flip, each once', () => {
    const { bar, more } = controlsOf(desk)
    expect(bar).toEqual(['mute', 'camera', 'share', 'background', 'record', 'more', 'leave', 'end'])
    expect(more).toEqual(['settings', 'small-window', 'pop-out', 'resend', 'mute-customer', 'remove'])
  })

  it('gives supervisors the buttons for themselves, and none that ends, removes, records or shares', () => {
    const { bar, more } = controlsOf({ ...desk, role: 'supervisor' })
    expect(bar).toEqual(['mute', 'camera', 'background', 'more', 'leave'])
    expect(more).toEqual(['settings', 'small-window'])
  })

  it('moves background, record and end to “more” in a narrow frame, and loses no button', () => {
    const wide = controlsOf(desk)
    const narrow = controlsOf({ ...desk, isNarrow: true })
    expect([...narrow.bar, ...narrow.more].sort()).toEqual([...wide.bar, ...wide.more].sort())
    expect(wide.bar.filter((each) => !narrow.bar.includes(each))).toEqual(['background', 'record', 'end'])
  })

  it('has no button to record where that is not allowed, and none to mute or remove an absent customer', () => {
    const { bar, more } = controlsOf({ ...desk, mayRecord: false, isCustomerIn: false })
    for (const gone of ['record', 'remove', 'mute-customer'] as const) expect([...bar, ...more]).not.toContain(gone)
  })
})

describe('the texts', () => {
  it.each([
    [undefined, undefined],
    [0, 'very-weak'],
    [1, 'very-weak'],
    [2, 'weak'],
    [3, 'good'],
    [4, 'good'],
    [5, 'good'],
  ])('for a connection of quality %s are %s', (quality, word) => {
    expect(qualityWord(quality)).toBe(word)
  })

  it('exist for every step of the customer, and before the first', () => {
    for (const step of pageStep.options)
      expect(en[presenceOf({ customer: { step, at: 0 }, isCustomerHere: false }).words], step).toBeTruthy()
    expect(presenceOf({ isCustomerHere: false })).toMatchObject({ words: 'stepInvited', stage: 0 })
  })

  it('say that the customer’s network blocks video, before the room and in it', () => {
    for (const isCustomerHere of [false, true])
      expect(
        presenceOf({ customer: { step: 'joined', detail: 'network-blocked', at: 0 }, isCustomerHere }),
      ).toMatchObject({ words: 'stepNetwork', coach: 'stepNetworkCoach', tone: 'warning' })
  })

  it('say that a customer in the room has joined, whichever step their page reported last', () => {
    for (const step of pageStep.options)
      expect(presenceOf({ customer: { step, at: 0 }, isCustomerHere: true }), step).toMatchObject({
        words: 'stepJoined',
        stage: 3,
      })
  })
})

describe('an announcement', () => {
  const view = (parts: Partial<CallView> = {}) =>
    ({ is: 'in', others: [], sharer: undefined, isRecording: false, isMuted: false, ...parts }) as const

  it('is not made when a participant begins to speak', () => {
    expect(
      announcementsOf(view({ others: [person('a')] }), view({ others: [person('a', { isSpeaking: true })] })),
    ).toEqual([])
  })

  it('names who came, who left and who is back', () => {
    const away = person('b', { role: 'agent', isReconnecting: true })
    const back = person('b', { role: 'agent' })
    const told = announcementsOf(view({ others: [person('a'), away] }), view({ others: [back, person('c')] }))
    expect(told).toEqual([
      { words: 'joinedCall', who: { role: 'customer', identity: 'customer-c' } },
      { words: 'leftCall', who: { role: 'customer', identity: 'customer-a' } },
      { words: 'theyAreBack', who: { role: 'agent', identity: 'customer-b' } },
    ])
  })

  it('is made when a supervisor leaves, not when they come, which the banner shows', () => {
    const sue = person('s', { role: 'supervisor' })
    expect(announcementsOf(view(), view({ others: [sue] }))).toEqual([])
    expect(announcementsOf(view({ others: [sue] }), view())).toMatchObject([
      { words: 'leftCall', who: { role: 'supervisor' } },
    ])
  })

  it('of one’s own lost connection is urgent, and of its return is not', () => {
    expect(announcementsOf(view(), view({ is: 'reconnecting' }))).toEqual([
      { words: 'reconnectingTitle', isUrgent: true },
    ])
    expect(announcementsOf(view({ is: 'reconnecting' }), view())).toEqual([{ words: 'backAgain' }])
  })

  it('is made when recording, muting and sharing begin and end', () => {
    const sharer = person('a', { role: 'agent' })
    expect(announcementsOf(view(), view({ isRecording: true, isMuted: true, sharer }))).toEqual([
      { words: 'recordingOn' },
      { words: 'youAreMuted' },
      { words: 'sharingStarted', who: { role: 'agent', identity: 'customer-a' } },
    ])
    expect(announcementsOf(view({ isRecording: true, isMuted: true, sharer }), view())).toEqual([
      { words: 'recordingOff' },
      { words: 'youAreNotMuted' },
      { words: 'sharingStopped' },
    ])
  })
})
