import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createChanges } from '../../src/engine/changes.ts'
import { createEventStreams } from '../../src/engine/event-streams.ts'
import { aHouseOn } from '../support/a-house.ts'
import { aRedis } from '../support/a-redis.ts'
import { anEventStream } from '../support/an-event-stream.ts'
import { anOpenVideoIn } from '../support/an-open-video.ts'

describe('changes over Redis', () => {
  async function overRedis() {
    const { redis, prefix, store } = aRedis()
    const subscriber = redis.duplicate()
    onTestFinished(() => subscriber.disconnect())
    const changes = createChanges(subscriber, prefix)
    const streams = {
      changes,
      slots: createEventStreams(redis, changes, prefix),
      trustedProxies: 0,
      isDraining: () => false,
    }
    const house = aHouseOn(store, {}, { streams })
    const video = await anOpenVideoIn(house)
    return { ...video, redis, prefix, streams }
  }

  it('a saved change reaches the page ahead of the next pulse', async () => {
    const { look, link, comes } = await overRedis()
    const mine = anEventStream(await look(`${link}/events?device=phone`))
    expect(await mine.next()).toMatchObject({ data: { isAgentHere: false } })
    await comes('agent')
    // Without the change a pulse would come first, and the change behind it.
    expect(await mine.next()).toMatchObject({ data: { isAgentHere: true } })
  })

  it('a hundred watchers get a change to their conversation and feature, the others only when all are woken', async () => {
    const { streams, redis, prefix } = await overRedis()
    let [mine, others] = [0, 0]
    for (let n = 0; n < 100; n++) streams.changes.watch('video-escalation', 'CH1', () => ++mine)
    streams.changes.watch('video-escalation', 'CH2', () => ++others)
    streams.changes.watch('another-feature', 'CH1', () => ++others)
    await redis.publish(`${prefix}:changed`, 'video-escalation CH1')
    await vi.waitFor(() => expect(mine).toBe(100))
    expect(others).toBe(0)
    streams.changes.wakeAll()
    expect([mine, others]).toEqual([200, 2])
  })

  it('a watcher that has stopped gets nothing', async () => {
    const { streams, redis, prefix } = await overRedis()
    let [gone, here] = [0, 0]
    const stop = streams.changes.watch('video-escalation', 'CH1', () => ++gone)
    streams.changes.watch('video-escalation', 'CH1', () => ++here)
    stop()
    stop()
    await redis.publish(`${prefix}:changed`, 'video-escalation CH1')
    await vi.waitFor(() => expect(here).toBe(1))
    expect(gone).toBe(0)
  })
})
