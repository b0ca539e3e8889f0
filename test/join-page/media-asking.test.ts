import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMedia } from '../../join-page/src/media/media.ts'
import { device, fakeDevices, refusal } from './fake-devices.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a request for camera and microphone', () => {
  it('makes one question for both', async () => {
    const browser = fakeDevices()
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(browser.asked).toHaveLength(1)
    expect([media.camera.value.is, media.microphone.value.is]).toEqual(['on', 'on'])
  })

  it('is only for the camera when the microphone is on', async () => {
    const browser = fakeDevices()
    const media = createMedia(browser.side)
    await media.turnOn('microphone')
    await media.turnOn('camera', 'microphone')
    expect(browser.asked).toHaveLength(2)
    expect(Object.keys(browser.asked[1] ?? {})).toEqual(['video'])
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

  it('makes one question when the customer closes it, and counts both as blocked', async () => {
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

  it('repeats only the microphone’s when the camera was refused long ago', async () => {
    const browser = fakeDevices({
      permissions: { camera: 'denied', microphone: 'prompt' },
      refuses: ({ video }) => (video ? refusal('NotAllowedError') : undefined),
    })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(browser.asked.map((each) => Object.keys(each))).toEqual([['audio', 'video'], ['audio']])
    expect(media.microphone.value.is).toBe('on')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('makes one question for each after both were refused in a browser without a permissions API', async () => {
    const browser = fakeDevices({
      permissions: undefined,
      refuses: ({ video }) => (video ? refusal('NotAllowedError') : undefined),
    })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(browser.asked.map((each) => Object.keys(each))).toEqual([['audio', 'video'], ['audio'], ['video']])
    expect(media.microphone.value.is).toBe('on')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('blames the operating system when a camera is refused to an allowed site', async () => {
    const browser = fakeDevices({ refuses: ({ video }) => (video ? refusal('NotAllowedError') : undefined) })
    const media = createMedia(browser.side)
    await media.turnOn('camera', 'microphone')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'system' })
  })

  it('fails for both in a browser without devices', async () => {
    const media = createMedia({ ...fakeDevices().side, devices: undefined })
    await media.turnOn('camera', 'microphone')
    expect(media.camera.value).toEqual({ is: 'failed', why: 'failed' })
    expect(media.microphone.value).toEqual({ is: 'failed', why: 'failed' })
  })
})

describe('an open question', () => {
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

  it('turns both on when the answer comes after 9 s', async () => {
    const browser = fakeDevices({ held: true })
    const media = createMedia(browser.side)
    const turned = media.turnOn('camera', 'microphone')
    await vi.advanceTimersByTimeAsync(9_000)
    await turned
    browser.answer()
    await vi.advanceTimersByTimeAsync(0)
    expect([media.camera.value.is, media.microphone.value.is]).toEqual(['on', 'on'])
  })

  it('counts as blocked when the answer after 9 s is no', async () => {
    const browser = fakeDevices({ held: true, permissions: { camera: 'denied', microphone: 'denied' } })
    const media = createMedia(browser.side)
    void media.turnOn('camera', 'microphone')
    await vi.advanceTimersByTimeAsync(9_000)
    browser.fakes.refuses = () => refusal('NotAllowedError')
    browser.answer()
    await vi.advanceTimersByTimeAsync(0)
    expect(media.camera.value).toEqual({ is: 'failed', why: 'blocked' })
  })

  it('gives back both tracks when everything was stopped meanwhile', async () => {
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

  it('gives back the camera alone when only the camera was switched off meanwhile', async () => {
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

describe('turning on without naming a device', () => {
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
