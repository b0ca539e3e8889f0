import { afterEach, expect, it, vi } from 'vitest'
import { aCall, asTrack, on } from './a-call.ts'
import { FakeTrack } from './fake-sdk.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A browser whose user picks a screen, or does not. */
function picks(pick: () => Promise<unknown>) {
  vi.stubGlobal('navigator', { mediaDevices: { getDisplayMedia: pick } })
}
const screenOf = (track: FakeTrack) => async () => ({ getVideoTracks: () => [asTrack(track)] })

it('a camera that is switched off is unpublished, and one that is switched on is published', async () => {
  const { enter, camera } = aCall()
  const room = await enter()
  camera.value = { is: 'off' }
  camera.value = on('video')
  expect(room.localParticipant.log).toEqual(['-video', '+video'])
})

it('a new camera is published before the old one is unpublished', async () => {
  const { enter, camera, call } = aCall()
  const room = await enter()
  camera.value = on('video')
  expect(room.localParticipant.log).toEqual(['+video', '-video'])
  expect(call.view.value.me?.camera).toBe(room.localParticipant.published.at(-1))
})

it('a camera that the system interrupts stays published', async () => {
  const { enter, camera } = aCall()
  const room = await enter()
  const { value } = camera
  if (value.is !== 'on') throw new Error('The camera is on in every call')
  camera.value = { is: 'interrupted', track: value.track }
  expect(room.localParticipant.log).toEqual([])
})

it('a microphone that stays open is muted, and the next one starts muted, also in the next room', async () => {
  const { enter, call, microphone } = aCall()
  const room = await enter()
  call.mute(true)
  expect(microphone.value).toMatchObject({ track: { enabled: false, readyState: 'live' } })
  microphone.value = on('audio')
  expect(microphone.value).toMatchObject({ track: { enabled: false } })
  expect(call.view.value).toMatchObject({ isMuted: true, me: { isMuted: true } })
  room.ends(20104)
  microphone.value = on('audio')
  await enter()
  expect(microphone.value).toMatchObject({ track: { enabled: false } })
  call.mute(false)
  expect(microphone.value).toMatchObject({ track: { enabled: true } })
})

it('a phone’s camera is unpublished while the page is hidden, then published, and elements that the system paused play', async () => {
  const { enter, isAway, camera } = aCall()
  const room = await enter()
  isAway.value = true
  expect(room.localParticipant.log).toEqual(['-video'])
  expect(camera.value).toMatchObject({ track: { readyState: 'live' } })
  const before = room.refreshed
  isAway.value = false
  expect(room.localParticipant.log).toEqual(['-video', '+video'])
  expect(room.refreshed).toBe(before + 1)
})

it('nothing is published after the room has ended', async () => {
  const { enter, camera } = aCall()
  const room = await enter()
  room.ends(53118)
  camera.value = on('video')
  expect(room.localParticipant.log).toEqual([])
})

it('a screen is shared with priority, until the browser’s own bar stops it', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  const track = new FakeTrack('video')
  picks(screenOf(track))
  expect(await call.shareScreen()).toBe('shared')
  expect(room.localParticipant.log).toEqual(['+video high'])
  expect(track.contentHint).toBe('detail')
  expect(call.view.value.sharer?.isMe).toBe(true)
  track.endedByBrowser()
  expect(room.localParticipant.log).toEqual(['+video high', '-video'])
  expect(call.view.value.sharer).toBeUndefined()
})

it('a shared screen stops when the room ends', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  const track = new FakeTrack('video')
  picks(screenOf(track))
  await call.shareScreen()
  room.ends()
  expect(track.readyState).toBe('ended')
})

it('no screen is requested while another participant shares one', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  room.enters('agent-1').gives('video', 'screen')
  const pick = vi.fn(screenOf(new FakeTrack('video')))
  picks(pick)
  expect(await call.shareScreen()).toBe('taken')
  expect(pick).not.toHaveBeenCalled()
})

it('nothing is shared when another participant began during the choice', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  const track = new FakeTrack('video')
  picks(async () => {
    room.enters('agent-1').gives('video', 'screen')
    return { getVideoTracks: () => [asTrack(track)] }
  })
  expect(await call.shareScreen()).toBe('taken')
  expect(track.readyState).toBe('ended')
  expect(room.localParticipant.log).toEqual([])
})

it('sharing goes on beside a greater SID, and gives way to a smaller one', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  picks(screenOf(new FakeTrack('video')))
  await call.shareScreen()
  room.enters('agent-z', 'PA-z').gives('video', 'screen')
  room.emit('trackPublished')
  expect(call.view.value.me?.screen).toBeDefined()
  room.enters('agent-a', 'PA-a').gives('video', 'screen')
  room.emit('trackPublished')
  expect(call.view.value.me?.screen).toBeUndefined()
})

it('sharing returns “refused” after a refusal, and “unsupported” in a browser that cannot share', async () => {
  const { enter, call } = aCall()
  await enter()
  picks(() => Promise.reject(new DOMException('no', 'NotAllowedError')))
  expect(await call.shareScreen()).toBe('refused')
  vi.stubGlobal('navigator', {})
  expect(await call.shareScreen()).toBe('unsupported')
})
