import { expect, it } from 'vitest'
import { rejoin } from '../../flex-plugin/src/frame/rejoin.ts'
import { createRoom } from '../../flex-plugin/src/frame/room.ts'
import { createValue } from '../../flex-plugin/src/state/value.ts'
import { createVideos } from '../../flex-plugin/src/state/videos.ts'
import { aTask, aVideo, conversation, idOf } from './a-task.ts'
import { fakeFlex } from './fake-flex.ts'

const page = 'https://x.example.com/j/pass'

/** A room whose server answers when the test says so. */
function aRoom() {
  const tasks = createValue([aTask(1), aTask(2)])
  const videos = createVideos(tasks)
  videos.serverSaid(conversation(1), aVideo('invited'))
  const asked: string[] = []
  const notices: string[] = []
  const marks: (string | undefined)[] = []
  const windows: { closed: boolean; at: string }[] = []
  let answer: () => void = () => {}
  let isRefused = false
  let isBlocked = false
  const never = () => Promise.reject(new Error('not here'))
  const room = createRoom({
    api: {
      start: never,
      end: never,
      resend: never,
      seat: (id) => {
        asked.push(id)
        return new Promise((resolve) => {
          answer = () =>
            resolve(
              isRefused
                ? { ok: false, problem: { code: 'ended', message: 'This video has ended.', retryable: false } }
                : { ok: true, body: { pageUrl: page } },
            )
        })
      },
    },
    videos,
    notify: (_, text) => void notices.push(text),
    say: (key) => key,
    why: async ({ code }) => code,
    flex: fakeFlex([]).flex,
    mark: { set: (id) => void marks.push(id), clear: () => void marks.push(undefined), recent: () => undefined },
    openWindow: () => {
      if (isBlocked) return null
      const opened = { closed: false, at: '' }
      windows.push(opened)
      return {
        close: () => Object.assign(opened, { closed: true }),
        location: { replace: (at: string) => Object.assign(opened, { at }) },
        // The used part of a window.
      } as unknown as Window
    },
  })
  /** Lets all promises that can continue do so. */
  const settled = () => new Promise((over) => setImmediate(over))
  const answers = async (how: 'yes' | 'no' = 'yes') => {
    isRefused = how === 'no'
    answer()
    await settled()
  }
  const blocks = () => {
    isBlocked = true
  }
  return { room, videos, tasks, asked, notices, marks, windows, answers, blocks }
}

it('three openings of the room make one request for a seat', async () => {
  const { room, asked, answers } = aRoom()
  void room.open(aTask())
  void room.open(aTask())
  expect(room.get().is).toBe('opening')
  await answers()
  await room.open(aTask())
  expect(asked).toEqual([idOf()])
  expect(room.get()).toMatchObject({ is: 'here', url: page })
})

it('a room that is opened to come back goes straight into the call, with #move', async () => {
  const { room, answers } = aRoom()
  void room.open(aTask(), true)
  await answers()
  expect(room.get()).toMatchObject({ url: `${page}#move` })
})

it.each([
  ['over', aVideo('ended')],
  ['another one', aVideo('invited', { id: idOf(1, 'm2') })],
])('a room is closed, and its mark removed, when the video is %s', async (_, video) => {
  const { room, videos, marks, answers } = aRoom()
  void room.open(aTask())
  await answers()
  videos.serverSaid(conversation(1), video)
  expect(room.get()).toEqual({ is: 'closed' })
  expect(marks).toEqual([idOf(), undefined])
})

it('a room stays closed when its video ends during the request for a seat', async () => {
  const { room, videos, answers } = aRoom()
  void room.open(aTask())
  videos.serverSaid(conversation(1), aVideo('ended'))
  await answers()
  expect(room.get()).toEqual({ is: 'closed' })
})

it('a refusal is shown, and the room is closed', async () => {
  const { room, notices, answers } = aRoom()
  void room.open(aTask())
  await answers('no')
  expect([room.get().is, notices]).toEqual(['closed', ['ended']])
})

it('a window is opened in the click, gets its address with the seat, and takes the call', async () => {
  const { room, windows, answers } = aRoom()
  void room.open(aTask())
  await answers()
  void room.popOut(aTask())
  expect(windows).toEqual([{ closed: false, at: '' }])
  expect(room.get().is).toBe('here')
  await answers()
  expect(windows).toEqual([{ closed: false, at: `${page}#move` }])
  expect(room.get().is).toBe('window')
})

it('a window that is refused or blocked leaves the call where it is', async () => {
  const { room, windows, notices, answers, blocks } = aRoom()
  void room.open(aTask())
  await answers()
  void room.popOut(aTask())
  await answers('no')
  expect([room.get().is, windows[0]?.closed]).toEqual(['here', true])
  blocks()
  await room.popOut(aTask())
  expect([room.get().is, notices.at(-1)]).toEqual(['here', 'popUpBlocked'])
})

it('a task without a video makes no request for a seat', async () => {
  const { room, asked } = aRoom()
  await room.open(aTask(2))
  await room.popOut(aTask(2))
  expect(asked).toEqual([])
})

it('after a reload the call of this tab opens once, when its task is known; no other call opens, and none where that is off', async () => {
  const settings = {
    server: '',
    video: true,
    transfer: false,
    transferActions: 'auto',
    autoRejoin: true,
    quietConference: false,
  } as const
  const late = aRoom()
  late.tasks.set([])
  rejoin({ ...late, settings }, idOf())
  expect(late.asked).toEqual([])
  late.tasks.set([aTask(1, { escalate: { video: { id: idOf(), state: 'live' } } })])
  late.tasks.set([aTask(1, { escalate: { video: { id: idOf(), state: 'lost' } } })])
  expect(late.asked).toEqual([idOf()])
  for (const [id, isOn] of [
    [idOf(2), true],
    [idOf(), false],
    [undefined, true],
  ] as const) {
    const { asked, ...deps } = aRoom()
    rejoin({ ...deps, settings: { ...settings, autoRejoin: isOn } }, id ?? '')
    expect(asked).toEqual([])
  }
})
