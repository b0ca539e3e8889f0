import { describe, expect, it } from 'vitest'
import { browserOf } from '../../join-page/src/media/browser.ts'
import { platformOf } from '../../join-page/src/media/platform.ts'
import { agents } from './user-agents.ts'

const whole = { isSecureContext: true, RTCPeerConnection: class {} }
const devices = { getUserMedia: () => {} }

describe('a browser', () => {
  for (const [name, userAgent, browser, system, program, maxTouchPoints = 0] of agents)
    it(`${name} counts as ${browser}, and is ${program} on ${system}`, () => {
      const navigator = { userAgent, maxTouchPoints, mediaDevices: devices }
      expect(browserOf({ ...whole, navigator })).toBe(browser)
      expect(platformOf(navigator)).toEqual({ system, program })
    })

  const good = agents[0]?.[1] ?? ''

  it('is unsupported without peer connections, or without camera and microphone', () => {
    expect(browserOf({ isSecureContext: true, navigator: { userAgent: good, mediaDevices: devices } })).toBe(
      'unsupported',
    )
    expect(browserOf({ ...whole, navigator: { userAgent: good } })).toBe('unsupported')
  })

  it('is insecure on a page that is not secure', () => {
    expect(browserOf({ ...whole, isSecureContext: false, navigator: { userAgent: good } })).toBe('insecure')
  })

  it('is in-app within an app, even where peer connections and devices are missing', () => {
    const instagram = agents.find(([name]) => name.startsWith('Instagram'))?.[1] ?? ''
    expect(browserOf({ isSecureContext: true, navigator: { userAgent: instagram } })).toBe('in-app')
  })
})
