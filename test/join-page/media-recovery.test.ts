import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMedia } from '../../join-page/src/media/media.ts'
import { device, fakeDevices, refusal } from './fake-devices.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settle = () => vi.advanceTimersByTimeAsync(0)
const opened = async (start: Parameters<typeof fakeDevices>[0] = {}) => {
  const browser = fakeDevices(start)
  const media = createMedia(browser.side)
  await media.turnOn()
  await settle()
  const track = (kind: 'audio' | 'video') => {
    const found = browser.live().find((candidate) => candidate.kind === kind)
    if (!found) throw new Error(`no live ${kind}`)
    return found
  }
  return { browser, media, track }
}
const denied = { camera: 'denied', microphone: 'denied' } as const

describe('a camera or microphone that does not work', () => {
  it('turns on when its permission is given in the settings', async () => {
    const { browser, media } = await opened({ permissions: denied, refuses: () => refusal('NotAllowedError') })
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
    browser.fakes.refuses = () => undefined
    browser.permit('camera', 'granted')
    await settle()
    expect(media.camera.value.is).toBe('on')
    expect(media.microphone.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('turns on when the customer comes back from the system settings', async () => {
    const { browser, media } = await opened({
      refuses: () => refusal('NotAllowedError', 'Permission denied by system'),
    })
    expect(media.microphone.value).toEqual({ is: 'failed', why: 'system' })
    browser.fakes.refuses = () => undefined
    browser.comeBack()
    await settle()
    expect([media.camera.value.is, media.microphone.value.is]).toEqual(['on', 'on'])
  })

  it('is not requested again when the customer comes back without having allowed it', async () => {
    const { browser } = await opened({
      permissions: { camera: 'prompt', microphone: 'prompt' },
      refuses: () => refusal('NotAllowedError', 'Permission dismissed'),
    })
    browser.comeBack()
    await settle()
    expect(browser.asked).toHaveLength(1)
  })

  it('stays failed without a change during a failed retry', async () => {
    const { browser, media } = await opened({
      refuses: ({ video }) => (video ? refusal('NotReadableError') : undefined),
    })
    const seen: string[] = []
    media.camera.subscribe(({ is }) => void seen.push(is))
    browser.comeBack()
    await settle()
    expect(browser.asked.length).toBeGreaterThan(2)
    expect(seen).toEqual(['failed'])
  })

  it('stays off when it was switched off', async () => {
    const { browser, media } = await opened()
    media.turnOff('camera')
    browser.comeBack()
    browser.permit('camera', 'granted')
    await settle()
    expect(media.camera.value.is).toBe('off')
  })
})

describe('plugging and unplugging', () => {
  it('uses a camera that is plugged in while there was none', async () => {
    const mic = device('audioinput', 'mic')
    const noCamera = ({ video }: MediaStreamConstraints) => (video ? refusal('NotFoundError') : undefined)
    const { browser, media } = await opened({ listed: [mic], refuses: noCamera })
    expect(media.camera.value).toEqual({ is: 'failed', why: 'none' })
    browser.fakes.refuses = () => undefined
    browser.plug([mic, device('videoinput', 'cam')])
    await settle()
    expect(media.camera.value.is).toBe('on')
  })

  it('goes over to the remaining microphone when the headset is unplugged', async () => {
    const listed = [device('audioinput', 'headset'), device('audioinput', 'mic')]
    const { browser, media, track } = await opened({
      listed,
      refuses: ({ video }) => (video ? refusal('NotFoundError') : undefined),
    })
    browser.plug([device('audioinput', 'mic')])
    track('audio').end()
    await settle()
    expect(media.microphone.value.is).toBe('on')
    expect(media.chosen.value.microphone).toBe('mic')
  })

  it('opens no other camera when the camera in use is unplugged', async () => {
    const { browser, media, track } = await opened()
    browser.fakes.listed = [device('audioinput', 'mic'), device('videoinput', 'other')]
    track('video').end()
    await settle()
    expect(media.camera.value).toEqual({ is: 'failed', why: 'failed' })
  })

  it('reports that another program took the camera', async () => {
    const { media, track } = await opened()
    track('video').end()
    await settle()
    expect(media.camera.value).toEqual({ is: 'failed', why: 'in-use' })
  })

  it('reports that the permission was taken back', async () => {
    const { browser, media, track } = await opened()
    browser.fakes.permissions = denied
    track('video').end()
    await settle()
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('notices an end without an event when the customer comes back, and opens the device again', async () => {
    const { browser, media, track } = await opened()
    track('video').readyState = 'ended'
    browser.comeBack()
    await settle()
    expect(media.camera.value.is).toBe('on')
    expect(browser.live()).toHaveLength(2)
  })
})

describe('an interruption by the operating system', () => {
  it('is reported after 1.5 s, and ends when the system lets go', async () => {
    const { media, track } = await opened()
    track('audio').mute(true)
    await vi.advanceTimersByTimeAsync(1_499)
    expect(media.microphone.value.is).toBe('on')
    await vi.advanceTimersByTimeAsync(1)
    expect(media.microphone.value.is).toBe('interrupted')
    track('audio').mute(false)
    expect(media.microphone.value.is).toBe('on')
  })

  it('is not reported when it lasts 1.4 s', async () => {
    const { media, track } = await opened()
    track('audio').mute(true)
    await vi.advanceTimersByTimeAsync(1_400)
    track('audio').mute(false)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(media.microphone.value.is).toBe('on')
  })

  it('is found when the customer comes back to the page', async () => {
    const { browser, media, track } = await opened()
    track('video').muted = true
    browser.comeBack()
    await vi.advanceTimersByTimeAsync(1_600)
    expect(media.camera.value.is).toBe('interrupted')
  })

  it('is over after a resume with a new track', async () => {
    const { browser, media, track } = await opened()
    const old = track('video')
    old.mute(true)
    await vi.advanceTimersByTimeAsync(1_600)
    await media.resume()
    expect(media.camera.value.is).toBe('on')
    expect(old.readyState).toBe('ended')
    expect(browser.live()).toHaveLength(2)
  })

  it('differs from a switch-off: a resume leaves a camera off that was switched off', async () => {
    const { browser, media } = await opened()
    media.turnOff('camera')
    await media.resume()
    expect(media.camera.value.is).toBe('off')
    expect(browser.asked).toHaveLength(1)
  })
})
