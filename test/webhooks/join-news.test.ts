import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createNews } from '../../src/engine/news.ts'
import { aHouseOn } from '../support/a-house.ts'
import { aLine } from '../support/a-line.ts'
import { aRedis } from '../support/a-redis.ts'
import { anOpenVideoIn } from '../support/an-open-video.ts'

describe('news over Redis', () => {
  async function overRedis() {
    const { redis, prefix, store } = aRedis()
    const subscriber = redis.duplicate()
    onTestFinished(() => subscriber.disconnect())
    const streams = { news: createNews(subscriber, prefix), isDraining: () => false }
    const house = aHouseOn(store, {}, { streams })
    const video = await anOpenVideoIn(house)
    return { ...video, redis, prefix, streams }
  }

  it('a change made by any process is on the page within two seconds', async () => {
    const { look, link, comes } = await overRedis()
    const mine = aLine(await look(`${link}/events?device=phone`))
    expect(await mine.next()).toMatchObject({ data: { isAgentHere: false } })
    const since = performance.now()
    await comes('agent')
    expect(await mine.next()).toMatchObject({ data: { isAgentHere: true } })
    expect(performance.now() - since).toBeLessThan(8_000) // without news it would be the pulse of ten
  })

  it('a hundred pages hear of it at once, each of its own conversation only', async () => {
    const { streams, redis, prefix } = await overRedis()
    let [mine, others] = [0, 0]
    for (let n = 0; n < 100; n++) streams.news.watch('video-escalation', 'CH1', () => ++mine)
    streams.news.watch('video-escalation', 'CH2', () => ++others)
    streams.news.watch('another-feature', 'CH1', () => ++others)
    await redis.publish(`${prefix}:changed`, 'video-escalation CH1')
    await vi.waitFor(() => expect(mine).toBe(100))
    expect(others).toBe(0)
    streams.news.wakeAll()
    expect([mine, others]).toEqual([200, 2])
  })

  it('who no longer watches is told nothing', async () => {
    const { streams, redis, prefix } = await overRedis()
    let [gone, here] = [0, 0]
    const stop = streams.news.watch('video-escalation', 'CH1', () => ++gone)
    streams.news.watch('video-escalation', 'CH1', () => ++here)
    stop()
    stop()
    await redis.publish(`${prefix}:changed`, 'video-escalation CH1')
    await vi.waitFor(() => expect(here).toBe(1))
    expect(gone).toBe(0)
  })
})
