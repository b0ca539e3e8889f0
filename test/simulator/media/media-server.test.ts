import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from '../running-simulator.ts'
import { aMediaBrowser } from './a-media-browser.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control('POST', '/reset')
  await simulator.sdk.video.v1.rooms.create({ uniqueName: 'room' })
})

it('a browser that is alone has a live peer connection', async () => {
  const ada = await aMediaBrowser(simulator, 'ada')
  await expect.poll(() => ada.pc.connectionState).toBe('connected')
  await ada.close()
})

it('each browser’s pictures reach all others, and a new receiver causes a request for a key frame', async () => {
  const all = [
    await aMediaBrowser(simulator, 'ada'),
    await aMediaBrowser(simulator, 'ben'),
    await aMediaBrowser(simulator, 'eve'),
  ]
  for (const sender of all) {
    const name = sender.id.replace('pc-', 'cam-')
    for (const receiver of all) {
      if (receiver === sender) continue
      await expect
        .poll(() => {
          sender.picture()
          return receiver.packets.some(({ trackId }) => trackId === name)
        })
        .toBe(true)
    }
    expect(sender.packets.some(({ trackId }) => trackId === name)).toBe(false)
  }
  // The last browser begins with a key frame by itself.
  await expect.poll(() => all[0]?.keyFramesAsked.count).toBeGreaterThan(0)
  await Promise.all(all.map((each) => each.close()))
})

it('messages of a data track are carried', async () => {
  const ada = await aMediaBrowser(simulator, 'ada', ['data'])
  const ben = await aMediaBrowser(simulator, 'ben')
  const heard: (string | Buffer)[] = []
  await expect.poll(() => ben.channels.get('data-ada')?.readyState).toBe('open')
  ben.channels.get('data-ada')?.onMessage.subscribe((message) => heard.push(message))
  ada.ownData?.send('hello')
  await expect.poll(() => heard).toEqual(['hello'])
  await Promise.all([ada.close(), ben.close()])
})

it('a publisher that wants hints gets the layers that nobody needs, and those that are needed again', async () => {
  const ada = await aMediaBrowser(simulator, 'ada', ['video'], ['publisher_hints'])
  const hints: unknown[] = []
  await expect.poll(() => ada.channels.get('publisher_hints')?.readyState).toBe('open')
  const channel = ada.channels.get('publisher_hints')
  channel?.onMessage.subscribe((text) => hints.push(JSON.parse(String(text))))
  const hears = async (id: number, enabled: boolean) => {
    const track = ada.answer.published?.tracks[0]?.sid
    const expected = {
      type: 'publisher_hints',
      publisher: { id, hints: [{ track, encodings: [{ enabled, layer_index: 0 }] }] },
    }
    await expect
      .poll(
        () => {
          ada.picture()
          return hints.at(-1)
        },
        { timeout: 5_000 },
      )
      .toEqual(expected)
    return track
  }
  const track = await hears(1, false)
  // A hint that could not be followed is repeated.
  channel?.send(JSON.stringify({ type: 'publisher_hints', id: 1, hints: [{ track, result: 'COULD_NOT_APPLY_HINT' }] }))
  await hears(2, false)
  const ben = await aMediaBrowser(simulator, 'ben')
  const encodings = [0, 1, 2].map((layer) => ({ enabled: true, layer_index: layer }))
  await expect.poll(() => hints.at(-1)).toMatchObject({ publisher: { hints: [{ track, encodings }] } })
  await Promise.all([ada.close(), ben.close()])
})
