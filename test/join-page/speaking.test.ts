import { type Signal, signal } from '@preact/signals'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { watchSpeaking } from '../../join-page/src/call/speaking.ts'
import { asTrack } from './a-call.ts'
import { FakeTrack } from './fake-sdk.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Two participants with a microphone each, and their volume. */
function twoPeople() {
  const [ada, ben] = [asTrack(new FakeTrack('audio')), asTrack(new FakeTrack('audio'))]
  const levels = { ada: signal(0), ben: signal(0) }
  const levelOf = new Map<MediaStreamTrack, Signal<number>>([
    [ada, levels.ada],
    [ben, levels.ben],
  ])
  const tracks = signal<ReadonlyMap<string, MediaStreamTrack>>(
    new Map([
      ['ada', ada],
      ['ben', ben],
    ]),
  )
  const speaking = watchSpeaking(tracks, (track) => ({ level: levelOf.get(track) ?? signal(0) }))
  onTestFinished(() => speaking.stop())
  return { levels, tracks, speak: () => [...speaking.who.value] }
}

it('only a loud participant is marked, until 700 ms after the last loud moment', () => {
  const { levels, speak } = twoPeople()
  levels.ben.value = 0.3
  levels.ada.value = 0.8
  expect(speak()).toEqual(['ada'])
  levels.ada.value = 0.1
  vi.advanceTimersByTime(400)
  levels.ada.value = 0.8
  levels.ada.value = 0.1
  vi.advanceTimersByTime(699)
  expect(speak()).toEqual(['ada'])
  vi.advanceTimersByTime(1)
  expect(speak()).toEqual([])
})

it('both are marked while both speak', () => {
  const { levels, speak } = twoPeople()
  levels.ada.value = 0.8
  levels.ben.value = 0.8
  expect(speak()).toEqual(['ada', 'ben'])
})

it('the mark stays during a steady tone', () => {
  const { levels, speak } = twoPeople()
  levels.ada.value = 0.8
  vi.advanceTimersByTime(5_000)
  expect(speak()).toEqual(['ada'])
})

it('the mark of a participant who left is removed within 700 ms', () => {
  const { levels, tracks, speak } = twoPeople()
  levels.ada.value = 0.8
  tracks.value = new Map()
  vi.advanceTimersByTime(700)
  expect(speak()).toEqual([])
})
