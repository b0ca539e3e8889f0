import { describe, expect, it } from 'vitest'
import { browserOf } from '../../join-page/src/media/browser.ts'
import { platformOf } from '../../join-page/src/media/platform.ts'
import { agents } from './user-agents.ts'

const whole = { isSecureContext: true, RTCPeerConnection: class {} }
const devices = { getUserMedia: () => {} }

describe('what a browser can do', () => {
  for (const [name, userAgent, browser, system, program, maxTouchPoints = 0] of agents)
    it(name, () => {
      const navigator = { userAgent, maxTouchPoints, mediaDevices: devices }
      expect(browserOf({ ...whole, navigator })).toBe(browser)
      expect(platformOf(navigator)).toEqual({ system, program })
    })

  const good = agents[0]?.[1] ?? ''

  it('is nothing without calls or devices', () => {
    expect(browserOf({ isSecureContext: true, navigator: { userAgent: good, mediaDevices: devices } })).toBe(
      'unsupported',
    )
    expect(browserOf({ ...whole, navigator: { userAgent: good } })).toBe('unsupported')
  })

  it('is nothing on a page that is not secure', () => {
    expect(browserOf({ ...whole, isSecureContext: false, navigator: { userAgent: good } })).toBe('insecure')
  })

  it('is better elsewhere for an app without devices', () => {
    const instagram = agents.find(([name]) => name.startsWith('Instagram'))?.[1] ?? ''
    expect(browserOf({ isSecureContext: true, navigator: { userAgent: instagram } })).toBe('in-app')
  })
})
