import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMedia } from '../../join-page/src/media/media.ts'
import { device, fakeDevices, refusal } from './fake-devices.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settle = () => vi.advanceTimersByTimeAsync(0)
const two = [
  device('audioinput', 'mic'),
  device('audioinput', 'headset'),
  device('videoinput', 'cam'),
  device('videoinput', 'usb'),
]
const opened = async (start: Parameters<typeof fakeDevices>[0] = {}) => {
  const browser = fakeDevices({ listed: two, ...start })
  const media = createMedia(browser.side)
  await media.turnOn()
  await settle()
  return { browser, media }
}

describe('choosing a device', () => {
  it('replaces a running camera, and stops the old one', async () => {
    const { browser, media } = await opened()
    await media.choose('camera', 'usb')
    expect(media.chosen.value.camera).toBe('usb')
    expect(browser.live().filter(({ kind }) => kind === 'video')).toHaveLength(1)
    expect(media.camera.value.is).toBe('on')
  })

  it('remembers it for the next visit', async () => {
    const { browser, media } = await opened()
    await media.choose('microphone', 'headset')
    const next = createMedia(browser.side)
    await next.turnOn('microphone')
    expect(browser.tracks.at(-1)?.getSettings().deviceId).toBe('headset')
  })

  it('falls back when the remembered device is missing, and still remembers it', async () => {
    const { browser, media } = await opened()
    await media.choose('microphone', 'headset')
    media.stop()
    browser.plug([device('audioinput', 'mic'), device('videoinput', 'cam')])
    await media.turnOn()
    expect(media.microphone.value.is).toBe('on')
    expect(media.chosen.value.microphone).toBe('mic')
    expect([...browser.kept.values()].join()).toContain('headset')
  })

  it('stays with the old camera, and shows it as chosen, when the new one does not open', async () => {
    const { browser, media } = await opened()
    browser.fakes.refuses = () => refusal('NotReadableError')
    await media.choose('camera', 'usb')
    expect(media.camera.value.is).toBe('on')
    expect(media.chosen.value.camera).toBe('cam')
  })

  it('closes the old camera first on a phone, and opens it again when the new one does not open', async () => {
    const { browser, media } = await opened({ isPhone: true })
    const openWhileAsked: number[] = []
    browser.fakes.refuses = ({ video }) => {
      openWhileAsked.push(browser.live().filter(({ kind }) => kind === 'video').length)
      return JSON.stringify(video).includes('exact') ? refusal('NotReadableError') : undefined
    }
    await media.choose('camera', 'usb')
    expect(openWhileAsked).toEqual([0, 0])
    expect(media.camera.value.is).toBe('on')
    expect(media.chosen.value.camera).toBe('cam')
    expect(browser.live()).toHaveLength(2)
  })

  it('keeps only the last of two quick choices', async () => {
    const { browser, media } = await opened()
    browser.fakes.held = true
    const both = [media.choose('camera', 'usb'), media.choose('camera', 'cam')]
    browser.answer()
    await Promise.all(both)
    expect(media.chosen.value.camera).toBe('cam')
    expect(browser.live()).toHaveLength(2)
  })

  it('stops the new camera when everything was stopped meanwhile', async () => {
    const { browser, media } = await opened()
    browser.fakes.held = true
    const chosen = media.choose('camera', 'usb')
    media.stop()
    browser.answer()
    await chosen
    expect(browser.live()).toEqual([])
  })

  it('notes the choice for a camera that is off, and opens nothing', async () => {
    const { browser, media } = await opened()
    media.turnOff('camera')
    await media.choose('camera', 'usb')
    expect(browser.asked).toHaveLength(1)
    expect(media.chosen.value.camera).toBe('usb')
  })

  it('works with a storage that holds no JSON and accepts nothing', async () => {
    const browser = fakeDevices({ listed: two })
    const memory = {
      getItem: () => 'not JSON',
      setItem: () => {
        throw new DOMException('', 'QuotaExceededError')
      },
    }
    const media = createMedia({ ...browser.side, memory })
    await media.turnOn()
    await media.choose('camera', 'usb')
    expect(media.chosen.value.camera).toBe('usb')
  })

  it('lists speakers only where the browser can choose one', async () => {
    for (const [canChooseSpeaker, speakers] of [
      [false, []],
      [true, [{ id: 'speaker', label: 'speaker' }]],
    ] as const) {
      const media = createMedia({ ...fakeDevices().side, canChooseSpeaker })
      await media.turnOn()
      await settle()
      expect(media.devices.value.speakers).toEqual(speakers)
      expect(media.devices.value.cameras).toEqual([{ id: 'cam', label: 'cam' }])
    }
  })
})

describe('flipping the camera', () => {
  it('turns to the other side of a phone, and back', async () => {
    const { browser, media } = await opened({ isPhone: true, facing: true })
    await media.flip()
    expect(browser.asked.at(-1)?.video).toMatchObject({ facingMode: { exact: 'environment' } })
    await media.flip()
    expect(browser.asked.at(-1)?.video).toMatchObject({ facingMode: { exact: 'user' } })
    expect(browser.live()).toHaveLength(2)
  })

  it('takes the next camera where none has a facing mode, and then the first again', async () => {
    const { media } = await opened()
    await media.flip()
    expect(media.chosen.value.camera).toBe('usb')
    await media.flip()
    expect(media.chosen.value.camera).toBe('cam')
  })

  it('does nothing with one camera', async () => {
    const browser = fakeDevices()
    const media = createMedia(browser.side)
    await media.turnOn()
    await settle()
    await media.flip()
    expect(browser.asked).toHaveLength(1)
  })
})
