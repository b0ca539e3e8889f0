import { describe, expect, it } from 'vitest'
import { placeOf } from '../../flex-plugin/src/frame/place.ts'
import { buttonLook } from '../../flex-plugin/src/header/button-look.ts'
import { whyWith } from '../../flex-plugin/src/notifications/problem-text.ts'
import { changeIn } from '../../flex-plugin/src/notifications/tell-changes.ts'
import type { Problem } from '../../flex-plugin/src/server/problem.ts'
import { words } from '../../flex-plugin/src/state/model.ts'
import { createValue } from '../../flex-plugin/src/state/value.ts'
import { readinessOf } from '../../flex-plugin/src/video-tab/readiness.ts'
import { stepsOf } from '../../flex-plugin/src/video-tab/steps.ts'
import { undeliveredText } from '../../flex-plugin/src/video-tab/undelivered-text.ts'
import { pageStep } from '../../src/core/facts.ts'
import { aTask, aVideo } from './a-task.ts'

const say = (key: string, values: object = {}) => [key, ...Object.values(values)].join(' ')

describe('the button', () => {
  const look = (about: Partial<Parameters<typeof buttonLook>[0]>) =>
    buttonLook({ video: undefined, doing: undefined, failed: undefined, ...about }, say)

  it('starts a video where there is none, or the last one is over', () => {
    expect(look({})).toMatchObject({ title: 'start', does: 'start', tone: 'secondary' })
    for (const word of ['ended', 'failed', 'expired', 'cancelled', 'handed-over'] as const)
      expect(look({ video: aVideo(word) }).does).toBe('start')
  })

  it('does nothing while a start or an end is under way', () => {
    for (const about of [
      { doing: 'start' },
      { doing: 'end' },
      { video: aVideo('requested') },
      { video: aVideo('ending') },
    ] as const)
      expect(look(about)).toMatchObject({ does: 'nothing', isBusy: true })
  })

  it('opens a running video, and is highlighted while the customer waits', () => {
    for (const word of ['invited', 'waiting', 'live', 'lost', 'paused'] as const)
      expect(look({ video: aVideo(word) })).toMatchObject({ does: 'open', isCalling: word === 'waiting' })
    expect(look({ video: aVideo('waiting') }).title).toBe('openRoom waiting')
  })

  it('shows the error or the last video’s end, and starts again', () => {
    expect(look({ failed: 'Away.' })).toMatchObject({ title: 'Away. startAgain', tone: 'destructive', does: 'start' })
    expect(look({ video: aVideo('ended', { seconds: 61 }) }).title).toBe('endedAfter 2. startAgain')
  })
})

describe('the customer’s progress', () => {
  it('has a text for every step of the join page', () => {
    for (const step of pageStep.options)
      expect(readinessOf(aVideo('invited', { customer: { step } })), step).toMatchObject({ text: expect.any(String) })
  })

  it('has a sentence for the agent for each of the four troubles, and for a link that was not opened', () => {
    const ready = pageStep.options.map((step) => ({ step, ...readinessOf(aVideo('invited', { customer: { step } })) }))
    expect(ready.flatMap(({ step, isTrouble, coach }) => (isTrouble ? [[step, coach]] : []))).toEqual([
      ['in-app-browser', 'coachInApp'],
      ['unsupported', 'coachUnsupported'],
      ['blocked', 'coachBlocked'],
      ['left', 'coachLeft'],
    ])
    expect(readinessOf(aVideo('invited'))?.coach).toBe('coachNotOpened')
  })

  it('shows at any step that the network blocks video, also during the call, with a sentence for the agent', () => {
    for (const step of ['choosing', 'waiting', 'joined']) {
      const video = aVideo('live', { customer: { step, detail: 'network-blocked' } })
      const says = { text: 'networkBlocked', coach: 'coachNetwork', isTrouble: true }
      expect(readinessOf(video)).toEqual(says)
    }
  })

  it('is that of the invite at a step of a newer page', () => {
    const video = aVideo('invited', { customer: { step: 'beamed' } })
    expect(readinessOf(video)).toBeUndefined()
    expect(stepsOf(video).map(({ state }) => state)).toEqual(['done', 'open', 'open', 'open', 'open'])
  })

  it('marks earlier steps as done, and the customer’s step as now, in trouble or done', () => {
    const states = (step: string) => stepsOf(aVideo('invited', { customer: { step } })).map(({ state }) => state)
    expect(states('opened')).toEqual(['done', 'now', 'open', 'open', 'open'])
    expect(states('blocked')).toEqual(['done', 'done', 'done', 'trouble', 'open'])
    expect(states('joined')).toEqual(['done', 'done', 'done', 'done', 'done'])
  })
})

describe('the frame’s place', () => {
  const viewport = { width: 1440, height: 900 }
  it('is the tab’s, in whole pixels', () =>
    expect(placeOf({ left: 10.4, top: 20.6, width: 300.2, height: 400 }, viewport)).toEqual({
      isDocked: true,
      left: 10,
      top: 21,
      width: 300,
      height: 400,
    }))
  it('is small in the corner while the tab is not visible, and never outside the window', () => {
    for (const box of [undefined, { left: 0, top: 0, width: 0, height: 0 }])
      expect(placeOf(box, viewport)).toMatchObject({ isDocked: false, left: 1104 })
    const { left, top, width, height } = placeOf(undefined, { width: 200, height: 100 })
    expect([left, top, width, height]).toEqual([0, 0, 200, 100])
  })
})

it('of all changes of a video only “waiting”, “failed”, a lost invite and a request for a link make a notice', () => {
  const news = words.flatMap((from) =>
    words.flatMap((to) =>
      changeIn(aVideo(from), aVideo(to)) ? [`${from} ${changeIn(aVideo(from), aVideo(to))}`] : [],
    ),
  )
  expect(new Set(news.map((each) => each.split(' ')[1]))).toEqual(new Set(['noticeWaiting', 'failed']))
  expect(changeIn(undefined, aVideo('waiting'))).toBeUndefined()
  // An agent alone in the room makes no notice.
  expect(changeIn(aVideo('invited'), aVideo('waiting', { customer: { step: 'opened' } }))).toBeUndefined()
  expect(changeIn(aVideo('live'), aVideo('live', { asksForLink: true }))).toBe('noticeAsksForLink')
  const notDelivered = { reason: 'landline', message: 'A landline.' }
  expect(changeIn(aVideo('invited'), aVideo('invited', { notDelivered }))).toBe('noticeUndelivered')
  expect(changeIn(aVideo('invited', { notDelivered }), aVideo('invited', { notDelivered }))).toBeUndefined()
})

describe('an invite that was not delivered', () => {
  const lost = (reason: string) => aVideo('invited', { notDelivered: { reason, message: 'Because.' } })
  it('is explained in the agent’s language where the reason is known, else with advice', () => {
    expect(undeliveredText(lost('landline'), say)).toBe('lostLandline')
    expect(undeliveredText(lost('blown-away'), say)).toBe('resend')
    expect(undeliveredText(aVideo('invited'), say)).toBeUndefined()
  })
  it('is trouble at the first step, without advice to press a link', () => {
    expect(readinessOf(lost('landline'))).toEqual({ text: 'notDelivered', isTrouble: true })
    expect(stepsOf(lost('landline')).map(({ state }) => state)).toEqual(['trouble', 'open', 'open', 'open', 'open'])
  })
})

describe('a refusal', () => {
  const late: Readonly<Record<string, string>> = {
    refusedStillEnding: 'still ending',
    refusedAmbiguousTarget: 'Which?',
  }
  const why = whyWith({ say, sayLate: async (key) => late[key] }, createValue([aTask(2)]))
  const text = (code: string, more: Partial<Problem> = {}) =>
    why({ code, message: 'Because.', retryable: false, ...more })

  it('names the other task as the agent knows it', async () => {
    expect(await text('agent-busy', { taskSid: aTask(2).taskSid })).toBe('busyWith Customer 2')
    expect(await text('agent-busy', { taskSid: aTask(3).taskSid })).toBe('busyElsewhere')
    expect(await text('agent-busy')).toBe('busyElsewhere')
  })

  it('is shown in the agent’s language by its code, with the matches, and never in the server’s words', async () => {
    expect(await text('no-connection')).toBe('noConnection')
    expect(await text('bad-token')).toBe('signedOut')
    expect(await text('still-ending')).toBe('still ending')
    expect(await text('ambiguous-target', { found: ['Ben', 'Bea'] })).toBe('Which? Ben · Bea')
    expect(await text('of-a-newer-server')).toBe('didNotWork')
  })
})
