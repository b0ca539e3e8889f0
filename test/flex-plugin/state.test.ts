import { describe, expect, it } from 'vitest'
import { isOccupied, isOpen, isOver, words } from '../../flex-plugin/src/state/model.ts'
import { newest } from '../../flex-plugin/src/state/newest.ts'
import { videoOfView, videoOnTask } from '../../flex-plugin/src/state/read-video.ts'
import { createValue } from '../../flex-plugin/src/state/value.ts'
import { createVideos } from '../../flex-plugin/src/state/videos.ts'
import { aTask, aVideo, aView, conversation, idOf } from './a-task.ts'

describe('the video on a task', () => {
  const read = (escalate: unknown) => videoOnTask(aTask(1, { escalate }))

  it('is read as the server writes it', () => {
    const video = { id: idOf(), state: 'ended', reason: 'agent-ended', joined: true, seconds: 61, rating: 4 }
    expect(read({ video, revision: 7 })).toEqual(
      aVideo('ended', { reason: 'agent-ended', seconds: 61, stars: 4, asksForLink: false }),
    )
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'video'],
    ['a list', [1]],
    ['no video', { revision: 1 }],
    ['a video removed again', { video: null }],
    ['no id', { video: { state: 'live' } }],
    ['an id that is none', { video: { id: 7, state: 'live' } }],
    ['a state of a newer server', { video: { id: idOf(), state: 'levitating' } }],
    ['the name of an object’s method', { video: { id: idOf(), state: 'constructor' } }],
  ])('is undefined where there is %s', (_, escalate) => expect(read(escalate)).toBeUndefined())

  it('is undefined where it names another task: another plugin copied it', () => {
    const video = { id: idOf(), state: 'live' }
    expect(read({ video, taskSid: aTask(2).taskSid })).toBeUndefined()
    expect(read({ video, taskSid: aTask(1).taskSid })).toMatchObject({ word: 'live' })
  })

  it('is read without its malformed parts', () => {
    const video = { id: idOf(), state: 'live', seconds: 'many', rating: Number.NaN, asksForLink: 'yes', more: {} }
    expect(read({ video })).toMatchObject({ word: 'live', asksForLink: false, seconds: undefined, stars: undefined })
  })
})

it('the server’s view is read with customer, outcome and rating, and a page of HTML is undefined', () => {
  const customer = { step: 'blocked', detail: 'camera', at: '2026-11-21T10:00:00.000Z' }
  expect(videoOfView(aView('invited', 1, { customer }))).toMatchObject({
    word: 'invited',
    customer: { step: 'blocked', detail: 'camera' },
  })
  expect(videoOfView('<html>')).toBeUndefined()
  expect(videoOfView(aView('ended', 1, { outcome: { reason: 'x', seconds: 5 }, rating: { stars: 2 } }))).toMatchObject({
    seconds: 5,
    stars: 2,
  })
  expect(videoOfView(aView('live', 1, { notOnTask: 'too-long' }))).toMatchObject({ notOnTask: 'too-long' })
})

describe('of stream and task', () => {
  const server = aVideo('live', { customer: { step: 'joined' } })

  it('the only source counts', () => {
    expect(newest({ last: 'task' }, true)).toBeUndefined()
    expect(newest({ task: aVideo('live'), last: 'task' }, false)?.word).toBe('live')
    expect(newest({ server, last: 'server' }, false)).toBe(server)
  })

  it('the stream counts while it is up, whichever was last', () =>
    expect(newest({ server, task: aVideo('invited'), last: 'task' }, true)).toBe(server))

  it('the later state counts while the stream is down, and details that the task lacks are kept', () => {
    const heard = { server, task: aVideo('lost') }
    expect(newest({ ...heard, last: 'task' }, false)).toEqual({ ...server, word: 'lost' })
    expect(newest({ ...heard, last: 'server' }, false)).toBe(server)
  })

  it('the source that says “ended” counts', () => {
    const over = aVideo('ended', { seconds: 9 })
    expect(newest({ server, task: over, last: 'server' }, true)).toMatchObject({ word: 'ended', seconds: 9 })
    expect(newest({ server: over, task: aVideo('live'), last: 'task' }, false)).toBe(over)
  })

  it('the later video counts', () => {
    const later = aVideo('requested', { id: idOf(1, 'm2') })
    expect(newest({ server: aVideo('ended'), task: later, last: 'server' }, true)).toBe(later)
    expect(newest({ server: later, task: aVideo('live'), last: 'task' }, true)).toBe(later)
  })

  it('a server without a video counts while the stream is up, but an ended video on the task stays', () => {
    const heard = { server: null, last: 'server' } as const
    expect(newest({ ...heard, task: aVideo('live') }, true)).toBeUndefined()
    expect(newest({ ...heard, task: aVideo('live') }, false)?.word).toBe('live')
    expect(newest({ ...heard, task: aVideo('ended') }, true)?.word).toBe('ended')
  })
})

describe('the videos of an agent', () => {
  const onTask = (state: string) => ({ video: { id: idOf(), state }, revision: 1 })

  it('follow tasks and stream, change once for each state, and go with their task', () => {
    const tasks = createValue([aTask(1)])
    const videos = createVideos(tasks)
    let changes = 0
    videos.watch(() => (changes += 1))
    tasks.set([aTask(1, { escalate: onTask('invited') })])
    expect(videos.of(aTask(1))?.word).toBe('invited')
    videos.streamIs(true)
    videos.serverSaid(conversation(1), aVideo('waiting'))
    expect(videos.of(aTask(1))?.word).toBe('waiting')
    videos.serverSaid(conversation(1), aVideo('waiting'))
    expect(changes).toBe(2)
    tasks.set([])
    expect(videos.get()).toEqual({})
    tasks.set([aTask(1)])
    expect(videos.of(aTask(1))).toBeUndefined()
  })

  it('are absent for a call, an e-mail, or a conversation without a task', () => {
    const voice = aTask(2, {
      taskChannelUniqueName: 'voice',
      attributes: { conversationSid: conversation(2) },
    })
    const mail = aTask(3, { taskChannelUniqueName: 'email' })
    const videos = createVideos(createValue([voice, mail]))
    videos.streamIs(true)
    for (const n of [2, 3, 4]) videos.serverSaid(conversation(n), aVideo('live', { id: idOf(n) }))
    expect(videos.get()).toEqual({})
  })

  it('keep a newer state of the stream over the answer to a command', () => {
    const videos = createVideos(createValue([aTask(1)]))
    videos.asking(conversation(1))(aVideo('requested'))
    expect(videos.of(aTask(1))?.word).toBe('requested')
    videos.streamIs(true)
    const answered = videos.asking(conversation(1))
    videos.serverSaid(conversation(1), aVideo('invited'))
    answered(aVideo('requested'))
    expect(videos.of(aTask(1))?.word).toBe('invited')
  })

  it('keep a newer state of the task over the answer to a command, while there is no stream', () => {
    const tasks = createValue([aTask(1)])
    const videos = createVideos(tasks)
    const answered = videos.asking(conversation(1))
    tasks.set([aTask(1, { escalate: { video: { id: idOf(1), state: 'invited' } } })])
    answered(aVideo('requested'))
    expect(videos.of(aTask(1))?.word).toBe('invited')
    videos.asking(conversation(1))(aVideo('ending'))
    expect(videos.of(aTask(1))?.word).toBe('ending')
  })
})

it('every state of a video is in the right groups: with participants, open, over', () => {
  const are = (is: typeof isOver) => words.filter((word) => is(aVideo(word)))
  expect(are(isOccupied)).toEqual(['waiting', 'live', 'lost'])
  expect(are(isOpen)).toEqual(['requested', 'invited', 'waiting', 'live', 'lost', 'paused'])
  expect(are(isOver)).toEqual(['ended', 'failed', 'expired', 'cancelled', 'handed-over'])
  expect([isOver(undefined), isOpen(undefined), isOccupied(undefined)]).toEqual([true, false, false])
})
