import { describe, expect, it } from 'vitest'
import { constraintsOf } from '../../join-page/src/media/constraints.ts'
import { devicesOf, nextCamera } from '../../join-page/src/media/devices.ts'
import { type Loudness, nextLoudness, quiet } from '../../join-page/src/media/loudness.ts'
import { isRefusal, isWish, problemOf } from '../../join-page/src/media/problem.ts'
import { afterEnd, mayTryAgain } from '../../join-page/src/media/rules.ts'
import { device, refusal } from './fake-devices.ts'

describe('the reason for no picture or sound', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'denied', true, 'blocked'],
    ['NotAllowedError', 'Permission dismissed', 'prompt', true, 'blocked'],
    ['NotAllowedError', 'Permission denied by system', 'prompt', true, 'system'],
    ['NotAllowedError', 'The request is not allowed by the user agent', 'granted', true, 'system'],
    ['NotAllowedError', 'The request is not allowed by the user agent', undefined, true, 'blocked'],
    ['PermissionDeniedError', '', undefined, true, 'blocked'],
    ['SecurityError', '', undefined, false, 'blocked'],
    ['NotReadableError', 'Could not start video source', 'granted', true, 'in-use'],
    ['TrackStartError', '', undefined, true, 'in-use'],
    ['AbortError', 'Starting videoinput failed', 'granted', true, 'in-use'],
    ['NotFoundError', 'Requested device not found', 'prompt', false, 'none'],
    ['NotFoundError', 'The object can not be found here.', 'granted', true, 'system'],
    ['OverconstrainedError', '', 'granted', true, 'none'],
    ['InvalidStateError', '', 'granted', true, 'failed'],
  ] as const)('%s "%s" with permission %s, listed %s: %s', (name, message, permission, isListed, why) => {
    expect(problemOf(refusal(name, message), { permission, isListed })).toBe(why)
  })

  it('is “failed” for a thrown value that is no error, no refusal and no constraint', () => {
    for (const thrown of [undefined, null, 'no', 7, {}]) {
      expect(problemOf(thrown, { permission: undefined, isListed: false })).toBe('failed')
      expect([isRefusal(thrown), isWish(thrown)]).toEqual([false, false])
    }
  })
})

describe('a failed source is retried by itself', () => {
  it.each([
    ['blocked', 'granted', 'back', true],
    ['blocked', 'prompt', 'back', false],
    ['blocked', undefined, 'back', false],
    ['blocked', 'denied', 'permission', false],
    ['blocked', 'prompt', 'permission', true],
    ['in-use', undefined, 'back', true],
    ['in-use', 'granted', 'back', true],
    ['none', 'granted', 'plugged', true],
    ['blocked', 'granted', 'plugged', false],
    ['no-answer', 'granted', 'permission', false],
  ] as const)('%s, permission %s, %s: %s', (why, permission, hope, may) => {
    expect(mayTryAgain(why, permission, hope)).toBe(may)
  })
})

describe('a track that ended', () => {
  const ending = { kind: 'camera', permission: 'granted', isListed: false, left: 1 } as const
  it('is retried for an unplugged microphone while another one is left, and else fails with the reason', () => {
    expect(afterEnd({ ...ending, kind: 'microphone' })).toBe('again')
    expect(afterEnd({ ...ending, kind: 'microphone', left: 0 })).toBe('none')
    expect(afterEnd(ending)).toBe('failed')
    expect(afterEnd({ ...ending, left: 0 })).toBe('none')
    expect(afterEnd({ ...ending, isListed: true })).toBe('in-use')
    expect(afterEnd({ ...ending, permission: 'denied' })).toBe('blocked')
  })
})

describe('devices', () => {
  it('are shown without vendor numbers, hidden entries and duplicates of Windows', () => {
    const listed = [
      device('audioinput', 'default', 'Default - Microphone'),
      device('audioinput', 'communications', 'Communications - Microphone'),
      device('videoinput', 'cam', 'HD Webcam (046d:0825)'),
      device('videoinput', '', ''),
      device('audiooutput', 'out', 'Speaker'),
    ]
    expect(devicesOf(listed, true)).toEqual({
      cameras: [{ id: 'cam', label: 'HD Webcam' }],
      microphones: [{ id: 'default', label: 'Default - Microphone' }],
      speakers: [{ id: 'out', label: 'Speaker' }],
    })
  })

  it('follow one another in a circle; a single one has no next', () => {
    const cameras = ['a', 'b', 'c'].map((id) => ({ id, label: id }))
    expect(nextCamera(cameras, 'a')?.id).toBe('b')
    expect(nextCamera(cameras, 'c')?.id).toBe('a')
    expect(nextCamera(cameras, undefined)?.id).toBe('a')
    expect(nextCamera(cameras.slice(0, 1), 'a')).toBeUndefined()
    expect(nextCamera([], undefined)).toBeUndefined()
  })

  it('are requested as the front camera in 640 × 360, a phone’s chosen one in 640 × 480, and without echo', () => {
    expect(constraintsOf('camera', {}, false)).toMatchObject({ facingMode: 'user', width: 640, height: 360 })
    expect(constraintsOf('camera', { camera: 'usb' }, true)).toEqual({
      width: 640,
      height: 480,
      frameRate: 24,
      deviceId: 'usb',
    })
    expect(constraintsOf('microphone', {}, false)).toMatchObject({ echoCancellation: true })
  })
})

describe('the sound of a microphone', () => {
  const open = { every: 100, isMuted: false }
  const listen = (samples: number[], times: number, how = open, start: Loudness = quiet) =>
    Array.from({ length: times }).reduce<Loudness>((heard) => nextLoudness(heard, samples, how), start)

  it('has level 0 in a quiet room, 1 at full volume, and 0.4 to 0.8 in speech', () => {
    expect(nextLoudness(quiet, [0.0001, -0.0001], open).level).toBe(0)
    expect(nextLoudness(quiet, [1, -1], open).level).toBe(1)
    const speech = nextLoudness(quiet, [0.03, -0.03], open).level
    expect(speech).toBeGreaterThan(0.4)
    expect(speech).toBeLessThan(0.8)
  })

  it('counts as silent after 3 s of zeros, and not after 2.9 s', () => {
    expect(listen([0, 0], 29).isSilent).toBe(false)
    expect(listen([0, 0], 30).isSilent).toBe(true)
  })

  it('does not count as silent after the first noise', () => {
    expect(nextLoudness(listen([0, 0], 40), [0.00001], open).isSilent).toBe(false)
  })

  it('does not count as silent while muted', () => {
    expect(listen([0, 0], 60, { ...open, isMuted: true }).isSilent).toBe(false)
  })
})
