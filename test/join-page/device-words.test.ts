import { describe, expect, it } from 'vitest'
import type { Problem, Source } from '../../join-page/src/media/model.ts'
import type { Platform } from '../../join-page/src/media/platform.ts'
import { deviceFields } from '../../join-page/src/screens/devices/device-fields.ts'
import { deviceStep } from '../../join-page/src/screens/devices/device-step.ts'
import { helpSteps, isNoticed } from '../../join-page/src/screens/devices/help-steps.ts'
import { problemAfter, troubles } from '../../join-page/src/screens/devices/trouble.ts'
import { waited } from '../../join-page/src/screens/devices/waited.ts'
import { waitingWords } from '../../join-page/src/screens/devices/waiting-words.ts'
import { waysIn } from '../../join-page/src/screens/devices/ways-in.ts'
import en from '../../join-page/texts/en.json'

const off: Source = { is: 'off' }
const asking: Source = { is: 'asking' }
// No test here reads a track.
const on: Source = { is: 'on', track: {} as MediaStreamTrack }
const failed = (why: Problem): Source => ({ is: 'failed', why })
const labels = (camera: Source, microphone: Source) => waysIn(camera, microphone).map(({ label }) => label)

describe('the buttons to join', () => {
  it('begin with the camera while one may work, and are never none', () => {
    expect(labels(on, on)).toEqual(['join', 'joinWithoutCamera'])
    expect(labels(asking, asking)).toEqual(['join', 'joinWithoutCamera'])
    expect(labels(on, failed('none'))).toEqual(['join', 'joinWithoutCamera'])
    expect(labels(failed('blocked'), on)).toEqual(['joinWithoutCamera'])
    expect(labels(off, asking)).toEqual(['joinWithoutCamera'])
    expect(labels(off, off)).toEqual(['joinToListen'])
    expect(labels(failed('none'), failed('in-use'))).toEqual(['joinToListen'])
  })
})

describe('help', () => {
  const systems = ['ios', 'android', 'macos', 'windows', 'other'] as const
  const programs = ['chrome', 'safari', 'firefox', 'edge', 'samsung', 'other'] as const
  const problems = ['blocked', 'system', 'in-use', 'none', 'no-answer', 'failed'] as const
  const every = systems.flatMap((system) => programs.map((program): Platform => ({ system, program })))

  it('has steps for every problem in every browser on every system', () => {
    for (const platform of every)
      for (const why of problems) {
        const steps = helpSteps(why, platform).map((key) => en[key])
        expect(steps.length, `${why} ${JSON.stringify(platform)}`).toBeGreaterThan(0)
        expect(steps.every(Boolean), `${why} ${JSON.stringify(platform)}`).toBe(true)
      }
  })

  it('has "Try again" only where the page does not notice by itself, as in Firefox', () => {
    for (const platform of every)
      for (const why of problems)
        if (isNoticed(why, platform)) expect(helpSteps(why, platform)).not.toContain('helpPressAgain')
    expect(helpSteps('blocked', { system: 'windows', program: 'firefox' })).toContain('helpPressAgain')
  })

  it('names the setting that decides: Safari’s for the page, the phone’s, the Mac’s', () => {
    expect(helpSteps('blocked', { system: 'ios', program: 'safari' })).toContain('helpSafariPage')
    expect(helpSteps('blocked', { system: 'ios', program: 'chrome' })).toContain('helpPhoneSettings')
    expect(helpSteps('system', { system: 'macos', program: 'chrome' })).toContain('helpMacPrivacy')
  })
})

describe('a device problem', () => {
  const seen = (source: Source, problem?: Problem) => ({ source, problem })

  it('is one where camera and microphone have the same problem', () => {
    expect(troubles(seen(failed('blocked'), 'blocked'), seen(failed('blocked'), 'blocked'))).toEqual([
      { what: 'both', why: 'blocked', isTrying: false },
    ])
  })

  it('of the microphone comes before one of the camera', () => {
    expect(troubles(seen(failed('none'), 'none'), seen(failed('in-use'), 'in-use')).map(({ what }) => what)).toEqual([
      'microphone',
      'camera',
    ])
  })

  it('stays on screen during a retry, and disappears when the device works or is not wanted', () => {
    expect(problemAfter(undefined, asking)).toBeUndefined()
    expect(problemAfter('in-use', asking)).toBe('in-use')
    expect(problemAfter('in-use', failed('blocked'))).toBe('blocked')
    expect(problemAfter('in-use', on)).toBeUndefined()
    expect(problemAfter('in-use', off)).toBeUndefined()
    expect(troubles(seen(asking, 'in-use'), seen(on))).toEqual([{ what: 'camera', why: 'in-use', isTrying: true }])
  })
})

describe('the step for the agent', () => {
  it('is “asking” while a question is open, “blocked” with each failure, else “choosing”', () => {
    expect(deviceStep(asking, on)).toEqual({ step: 'asking' })
    expect(deviceStep(failed('none'), asking)).toEqual({ step: 'asking' })
    expect(deviceStep(failed('none'), on)).toEqual({ step: 'blocked', detail: 'camera:none' })
    expect(deviceStep(failed('blocked'), failed('system'))).toEqual({
      step: 'blocked',
      detail: 'microphone:system camera:blocked',
    })
    expect(deviceStep(off, off)).toEqual({ step: 'choosing' })
    expect(deviceStep(on, on)).toEqual({ step: 'choosing' })
  })

  it('is “network-blocked” for a blocked network, unless a device problem comes first', () => {
    expect(deviceStep(on, off, true)).toEqual({ step: 'choosing', detail: 'network-blocked' })
    expect(deviceStep(failed('none'), on, true)).toEqual({ step: 'blocked', detail: 'camera:none' })
  })
})

describe('the lists of devices', () => {
  const list = (...ids: string[]) => ids.map((id) => ({ id, label: '' }))
  const none = { cameras: [], microphones: [], speakers: [] }

  it('leave out a kind that has no device', () => {
    expect(deviceFields(none, {}, en)).toEqual([])
    expect(deviceFields({ ...none, cameras: list('a') }, {}, en).map(({ what }) => what)).toEqual(['camera'])
  })

  it('number devices without a name, and begin with the default where none is chosen', () => {
    const [field] = deviceFields({ ...none, cameras: list('a', 'b') }, {}, en)
    expect(field?.value).toBe('')
    expect(field?.options.map(({ label }) => label)).toEqual(['System default', 'Device 1', 'Device 2'])
  })

  it('show the chosen device without an entry for the default, and the default for an unplugged one', () => {
    const devices = { ...none, microphones: list('default', 'mic') }
    expect(deviceFields(devices, { microphone: 'mic' }, en)[0]).toMatchObject({ value: 'mic' })
    expect(deviceFields(devices, { microphone: 'gone' }, en)[0]).toMatchObject({ value: 'default' })
    expect(deviceFields({ ...none, cameras: list('a') }, { camera: 'a' }, en)[0]?.options).toHaveLength(1)
  })
})

describe('waiting', () => {
  it('is counted in whole minutes from the first one on, in the language’s words', () => {
    expect(waited(59_999, 'en')).toBeUndefined()
    expect(waited(60_000, 'en')).toBe('1 minute')
    expect(waited(185_000, 'en')).toBe('3 minutes')
    expect(waited(120_000, 'de')).toBe('2 Minuten')
  })

  it('has the agent’s name where it is known, and says when the agent was here and left', () => {
    expect(waitingWords({ role: 'customer', agentName: 'Ana', isLost: false }).title).toBe('waitingTitle')
    expect(waitingWords({ role: 'customer', isLost: false }).title).toBe('waitingTitleNobody')
    expect(waitingWords({ role: 'customer', agentName: 'Ana', isLost: true })).toMatchObject({
      title: 'waitingLostTitle',
      isAnnounced: true,
    })
    expect(waitingWords({ role: 'agent', isLost: true }).title).toBe('waitingAgentTitle')
    expect(waitingWords(undefined).title).toBe('waitingTitleNobody')
  })
})
