import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMedia } from '../../join-page/src/media/media.ts'
import { device, fakeDevices, refusal } from './fake-devices.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('asking for camera and microphone', () => {
  it('asks for both in one question', async () => {
    const browser = fakeDevices()
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(browser.asked).toHaveLength(1)
    expect([media.camera.value.is, media.microphone.value.is]).toEqual(['on', 'on'])
  })

  it('leaves alone what is on', async () => {
    const browser = fakeDevices()
    const media = createMedia(browser.side)
    await media.turnOn('microphone')
    await media.turnOn('camera', 'microphone')
    expect(browser.asked).toHaveLength(2)
    expect(browser.asked[1]).not.toHaveProperty('audio')
  })

  it('keeps the microphone when there is no camera', async () => {
    const noCamera = ({ video }: MediaStreamConstraints) => (video ? refusal('NotFoundError') : undefined)
    const browser = fakeDevices({ refuses: noCamera, listed: [device('audioinput', 'mic')] })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(media.microphone.value.is).toBe('on')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'none' })
  })

  it('keeps the camera when another program has the microphone', async () => {
    const browser = fakeDevices({ refuses: ({ audio }) => (audio ? refusal('NotReadableError') : undefined) })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(media.camera.value.is).toBe('on')
    expect(media.microphone.value).toEqual({ is: 'failed', why: 'in-use' })
  })

  it('does not ask again who closed the question', async () => {
    const browser = fakeDevices({
      permissions: { camera: 'prompt', microphone: 'prompt' },
      refuses: () => refusal('NotAllowedError', 'Permission dismissed'),
    })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(browser.asked).toHaveLength(1)
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
    expect(media.microphone.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('asks for the microphone alone when the camera was refused long ago', async () => {
    const browser = fakeDevices({
      permissions: { camera: 'denied', microphone: 'prompt' },
      refuses: ({ video }) => (video ? refusal('NotAllowedError') : undefined),
    })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(media.microphone.value.is).toBe('on')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('asks for each alone in a browser that does not tell its permissions', async () => {
    const browser = fakeDevices({
      permissions: undefined,
      refuses: ({ video }) => (video ? refusal('NotAllowedError') : undefined),
    })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(media.microphone.value.is).toBe('on')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('sees that the operating system says no where the site is allowed', async () => {
    const browser = fakeDevices({ refuses: ({ video }) => (video ? refusal('NotAllowedError') : undefined) })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'system' })
  })

  it('fails in words where there is nothing to ask', async () => {
    const media = createMedia({ ...fakeDevices().side, devices: undefined })
    await media.turnOn('camera', 'microphone')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'failed' })
  })
})

describe('a question that nobody answers', () => {
  it('counts as unanswered after 8 s', async () => {
    const browser = fakeDevices({ held: true })
    const media = createMedia(browser.side)
    const turned = media.turnOn('camera', 'microphone')
    await vi.advanceTimersByTimeAsync(7_900)
    expect(media.camera.value.is).toBe('asking')
    await vi.advanceTimersByTimeAsync(200)
    await turned
    expect(media.camera.value).toEqual({ is: 'failed', why: 'no-answer' })
  })

  it('is heard late all the same', async () => {
    const browser = fakeDevices({ held: true })
    const media = createMedia(browser.side)
    const turned = media.turnOn('camera', 'microphone')
    await vi.advanceTimersByTimeAsync(9_000)
    await turned
    browser.answer()
    await vi.advanceTimersByTimeAsync(0)
    expect([media.camera.value.is, media.microphone.value.is]).toEqual(['on', 'on'])
  })

  it('is heard late when the answer is no', async () => {
    const browser = fakeDevices({ held: true, permissions: { camera: 'denied', microphone: 'denied' } })
    const media = createMedia(browser.side)
    void media.turnOn('camera', 'microphone')
    await vi.advanceTimersByTimeAsync(9_000)
    browser.fakes.refuses = () => refusal('NotAllowedError')
    browser.answer()
    await vi.advanceTimersByTimeAsync(0)
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('gives back a track that comes after the stop', async () => {
    const browser = fakeDevices({ held: true })
    const media = createMedia(browser.side)
    const turned = media.turnOn('camera', 'microphone')
    media.stop()
    browser.answer()
    await turned
    expect(browser.tracks).toHaveLength(2)
    expect(browser.live()).toEqual([])
    expect(media.camera.value.is).toBe('off')
  })

  it('gives back only the one that was switched off meanwhile', async () => {
    const browser = fakeDevices({ held: true })
    const media = createMedia(browser.side)
    const turned = media.turnOn('camera', 'microphone')
    media.turnOff('camera')
    browser.answer()
    await turned
    expect(browser.live().map(({ kind }) => kind)).toEqual(['audio'])
  })

  it('gives back the second track when two questions are answered with yes', async () => {
    const browser = fakeDevices({ held: true })
    const media = createMedia(browser.side)
    void media.turnOn('camera')
    await vi.advanceTimersByTimeAsync(9_000)
    void media.turnOn('camera')
    await vi.advanceTimersByTimeAsync(0)
    browser.answer()
    await vi.advanceTimersByTimeAsync(0)
    expect(media.camera.value.is).toBe('on')
    expect(browser.live()).toHaveLength(1)
  })
})

describe('turning on without saying what', () => {
  it('turns on again what was on at the stop', async () => {
    const browser = fakeDevices()
    const media = createMedia(browser.side)
    await media.turnOn()
    media.turnOff('camera')
    media.stop()
    expect(browser.live()).toEqual([])
    await media.turnOn()
    expect([media.camera.value.is, media.microphone.value.is]).toEqual(['off', 'on'])
  })
})
