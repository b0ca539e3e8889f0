import { describe, expect, it } from 'vitest'
import { deadWords } from '../../join-page/src/screens/dead-words.ts'
import { chromeIntent, wayOut } from '../../join-page/src/screens/way-out.ts'
import { presentable } from '../../join-page/src/ui/presentable.ts'

describe('a name in a headline', () => {
  it('keeps its letters, and loses extra spaces', () => {
    expect(presentable('  Zoë   O’Brien ')).toBe('Zoë O’Brien')
    expect(presentable('山田 太郎')).toBe('山田 太郎')
  })

  it('is cut to 40 whole code points and an ellipsis', () => {
    const long = presentable('👩‍🚀'.repeat(4_000))
    expect([...long].length).toBeLessThanOrEqual(41)
    expect(long.isWellFormed()).toBe(true)
    expect(presentable('x'.repeat(10_000))).toBe(`${'x'.repeat(40)}…`)
  })

  it('is one line without control characters, with at most three accents on a letter', () => {
    expect(presentable('A\u0000n\n\ta\u2028')).toBe('A n a')
    expect(presentable(`a${'\u0301'.repeat(500)}`)).toBe(`a${'\u0301'.repeat(3)}`)
  })
})

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const android = 'Mozilla/5.0 (Linux; Android 14; K; wv) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36'

describe('the way out of an app', () => {
  it.for([
    [`${iphone} Instagram 300.0`, 'Instagram', 'Safari', 'top'],
    [`${iphone} [FBAN/MessengerForiOS;FBAV/440.0]`, 'Messenger', 'Safari', 'bottom'],
    [`${android} [FB_IAB/FB4A;FBAV/440.0]`, 'Facebook', 'Chrome', 'top'],
    [`${iphone} GSA/290.0 Safari/604.1`, 'Google', 'Safari', 'bottom'],
    [`${android} musical_ly_2022 BytedanceWebview/d8a21c6`, 'TikTok', 'Chrome', 'top'],
    [android, undefined, 'Chrome', 'somewhere'],
    [iphone, undefined, 'Safari', 'somewhere'],
  ] as const)('of %s is: app %s, browser %s, menu %s', ([userAgent, app, browser, menu]) => {
    expect(wayOut({ userAgent })).toMatchObject({ app, browser, menu })
  })

  it('is an intent for Chrome on Android, with host, port and path', () => {
    expect(chromeIntent('https://example.com:8443/j/a_b-c')).toBe(
      'intent://example.com:8443/j/a_b-c#Intent;scheme=https;package=com.android.chrome;end',
    )
  })
})

describe('a dead end', () => {
  it('of a call that failed on our side has its own text', () => {
    expect(deadWords('ended', undefined).lead).toBe('deadEndedLead')
    expect(deadWords('ended', { why: 'failed' }).lead).toBe('deadEndedFailed')
  })
})
