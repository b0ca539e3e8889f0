import { afterEach, expect, it, vi } from 'vitest'
import { type BoardUpdate, createBoard } from '../../webhooks/supervisor/board.ts'
import { conversationSid } from '../support/an-assignment.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

afterEach(() => void vi.useRealTimers())

/** A board over its own engine; `turn` lets `ms` pass and does everything that is due. */
async function aBoard() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const video = await anOpenVideo()
  const clock = { ms: Date.now() }
  const { store } = video.house
  let live = 0
  const counting = {
    load: store.load,
    live: (feature: string) => {
      live += 1
      return store.live(feature)
    },
  }
  const board = createBoard({ store: counting, timelines: store.timelines, now: () => clock.ms })
  const turn = async (ms = 250) => {
    clock.ms += ms
    await vi.advanceTimersByTimeAsync(ms)
  }
  const heard: BoardUpdate[] = []
  return { ...video, board, turn, heard, reads: () => live, watch: () => board.watch((news) => heard.push(news)) }
}

it('the board has the live escalation, without an identity or a link', async () => {
  const { watch, id } = await aBoard()
  const { rows } = await watch()
  expect(rows).toMatchObject([{ key: conversationSid, id, state: 'invited', here: { agents: 0, customers: 0 } }])
  expect(JSON.stringify(rows)).not.toMatch(/identity|@|_40|\/j\//)
})

it('the board sends changes, and nothing without a change', async () => {
  const { watch, turn, comes, heard } = await aBoard()
  await watch()
  await turn()
  expect(heard).toEqual([])
  await comes('agent')
  await comes('customer')
  await turn()
  expect(heard).toHaveLength(1)
  expect(heard[0]?.rows).toMatchObject([
    { state: 'live', here: { agents: 1, customers: 1 }, spent: { rates: { used: 2 } } },
  ])
})

it('the board keeps an ended escalation for ten minutes, and then removes it', async () => {
  const { watch, turn, ada, id, heard, house } = await aBoard()
  await watch()
  await ada.post(`/escalations/${id}/end`)
  await house.work()
  await turn()
  expect(heard.at(-1)?.rows).toMatchObject([{ state: 'cancelled', outcome: { reason: 'agent-ended', joined: false } }])
  await turn(9 * 60_000)
  expect(heard.at(-1)).toMatchObject({ rows: [{ state: 'cancelled' }], gone: [] })
  await turn(2 * 60_000)
  expect(heard.at(-1)).toEqual({ rows: [], gone: [conversationSid] })
})

it('the board sends nothing to a watcher that has stopped, and is not read again for the next one', async () => {
  const { watch, turn, comes, heard, reads } = await aBoard()
  const { stop } = await watch()
  stop()
  await comes('agent')
  await turn()
  expect(heard).toEqual([])
  expect((await watch()).rows).toMatchObject([{ state: 'waiting' }])
  expect(reads()).toBe(1)
})

it('the board is not read three minutes after its last watcher, and is read again for the next one', async () => {
  const { watch, turn, comes, reads } = await aBoard()
  const { stop } = await watch()
  stop()
  await turn(3 * 60_000)
  await comes('agent')
  expect((await watch()).rows).toMatchObject([{ state: 'waiting' }])
  expect(reads()).toBe(2)
})

it('the board fails while Redis is away, works afterwards, and has the time of its last read', async () => {
  const { house } = await anOpenVideo()
  const { store } = house
  let isAway = true
  const timelines = {
    entriesAfter: store.timelines.entriesAfter,
    end: () => (isAway ? Promise.reject(new Error('away')) : store.timelines.end()),
  }
  const board = createBoard({ store, timelines, now: () => 1_000 })
  await expect(board.watch(() => {})).rejects.toThrow('away')
  isAway = false
  expect((await board.watch(() => {})).rows).toHaveLength(1)
  expect(board.readAt()).toBe(1_000)
})
