import { describe, expect, it } from 'vitest'
import { labelIn } from '../../join-page/src/media/devices.ts'
import { createMedia } from '../../join-page/src/media/media.ts'
import { settled } from './a-call.ts'
import { device, fakeDevices, refusal } from './fake-devices.ts'

const microphone = device('audioinput', 'mic', 'Desk')
const headset = device('audioinput', 'headset', 'Headset')
/** Chrome's first entry, with the name of the system's default device. */
const usual = (of: MediaDeviceInfo) => device(of.kind, 'default', `Default - ${of.label}`)
const camera = device('videoinput', 'cam')
const desk = [usual(microphone), microphone, camera]
const withHeadset = [usual(headset), microphone, headset, camera]

async function opened(listed: readonly MediaDeviceInfo[], start: Partial<Parameters<typeof fakeDevices>[0]> = {}) {
  const browser = fakeDevices({ listed: [...listed], ...start })
  const media = createMedia(browser.side)
  await media.turnOn()
  await settled()
  const changes: unknown[] = []
  media.changed.subscribe((change) => void (change && changes.push(change)))
  const plugs = async (now: readonly MediaDeviceInfo[]) => {
    browser.plug(now)
    await settled()
    await settled()
  }
  const sounds = () => browser.live().filter(({ kind }) => kind === 'audio')
  return { browser, media, changes, plugs, sounds }
}

describe('the microphone', () => {
  it('follows the system’s default when a headset connects, without a gap, with a notice that names it', async () => {
    const { media, changes, plugs, sounds } = await opened(desk)
    const before = sounds()[0]
    await plugs(withHeadset)
    expect(sounds()).toHaveLength(1)
    expect(sounds()[0]).not.toBe(before)
    expect(before?.readyState).toBe('ended')
    expect(media.chosen.value.microphone).toBe('default')
    expect(changes).toEqual([{ what: 'microphone', label: 'Headset' }])
  })

  it('stays when the default stays, whatever else is plugged in', async () => {
    const { browser, changes, plugs } = await opened(desk)
    await plugs([...desk, headset])
    await plugs([...desk, headset, device('videoinput', 'usb')])
    expect(browser.asked).toHaveLength(1)
    expect(changes).toEqual([])
  })

  it('that was chosen stays while the default changes', async () => {
    const { media, changes, plugs, sounds } = await opened(desk)
    await media.choose('microphone', 'mic')
    await plugs(withHeadset)
    expect(sounds()[0]?.getSettings().deviceId).toBe('mic')
    expect(changes).toEqual([])
  })

  it('that was chosen gives way to the default when it is unplugged, and is used again when it is back', async () => {
    const { media, changes, plugs, sounds } = await opened([usual(microphone), microphone, headset, camera])
    await media.choose('microphone', 'headset')
    sounds()[0]?.end()
    await plugs(desk)
    expect(media.chosen.value.microphone).toBe('default')
    await plugs([usual(microphone), microphone, headset, camera])
    expect(sounds().map((track) => track.getSettings().deviceId)).toEqual(['headset'])
    expect(changes).toEqual([
      { what: 'microphone', label: 'Desk' },
      { what: 'microphone', label: 'Headset' },
    ])
  })

  it('that is the default is replaced by the next default when it is unplugged, and does not count as in use elsewhere', async () => {
    const { media, changes, plugs, sounds } = await opened(withHeadset)
    sounds()[0]?.end()
    await plugs(desk)
    expect(media.microphone.value.is).toBe('on')
    expect(changes.at(-1)).toEqual({ what: 'microphone', label: 'Desk' })
  })

  it('that is back and does not open changes nothing, and stays the choice', async () => {
    const { browser, media, changes, plugs, sounds } = await opened(desk)
    await media.choose('microphone', 'headset')
    await plugs(desk)
    const before = sounds()[0]
    browser.fakes.refuses = () => refusal('NotReadableError')
    await plugs(withHeadset)
    expect(sounds()[0]).toBe(before)
    expect(changes).toEqual([])
    expect([...browser.kept.values()].join()).toContain('headset')
  })

  it('that is off is the one that is back when it is switched on', async () => {
    const { media, changes, plugs, sounds } = await opened([usual(microphone), microphone, headset, camera])
    await media.choose('microphone', 'headset')
    sounds()[0]?.end()
    await plugs(desk)
    changes.length = 0
    media.turnOff('microphone')
    await plugs([usual(microphone), microphone, headset, camera])
    expect(sounds()).toEqual([])
    await media.turnOn('microphone')
    expect(sounds()[0]?.getSettings().deviceId).toBe('headset')
    expect(changes).toEqual([])
  })
})

it('a running camera is never replaced by itself', async () => {
  const usb = device('videoinput', 'usb')
  const { browser, media, plugs } = await opened([...desk, usb])
  await media.choose('camera', 'usb')
  browser
    .live()
    .find(({ kind }) => kind === 'video')
    ?.end()
  await plugs(desk)
  await media.turnOn('camera')
  expect(media.chosen.value.camera).toBe('cam')
  const asked = browser.asked.length
  await plugs([...desk, usb])
  expect(browser.asked).toHaveLength(asked)
})

it('a loudspeaker that is unplugged falls back to the default and comes back, with a notice each', async () => {
  const speakers = [device('audiooutput', 'default', 'Default - Desk'), device('audiooutput', 'box', 'Desk')]
  const both = [...desk, ...speakers, device('audiooutput', 'head', 'Headset')]
  const { media, changes, plugs } = await opened(both)
  expect(media.speaker.value).toBe('')
  await media.choose('speaker', 'head')
  expect([media.speaker.value, changes]).toEqual(['head', []])
  await plugs([...desk, ...speakers])
  expect([media.speaker.value, media.chosen.value.speaker]).toEqual(['', 'head'])
  await plugs(both)
  expect(media.speaker.value).toBe('head')
  expect(changes).toEqual([
    { what: 'speaker', label: 'Desk' },
    { what: 'speaker', label: 'Headset' },
  ])
})

describe('a device is named', () => {
  const list = [
    { id: 'default', label: 'Standard – Jabra' },
    { id: 'a', label: 'Jabra' },
    { id: 'b', label: '' },
  ]
  it.each([
    ['as the device that “default” stands for', 'default', 'Jabra'],
    ['by its own name', 'a', 'Jabra'],
    ['not at all where it has no name', 'b', undefined],
    ['not at all where it is not listed', 'c', undefined],
  ])('%s', (_, id, label) => {
    expect(labelIn(list, id)).toBe(label)
  })
})
