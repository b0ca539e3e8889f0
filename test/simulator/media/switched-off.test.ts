import { expect, it } from 'vitest'
import { type Picture, type Priority, switchedOff } from '../../../simulator/video/media/switched-off.ts'

const picture = (who: string, published: Priority = 'standard', more: Partial<Picture> = {}): Picture => ({
  trackSid: `MT${who}`,
  publisherSid: `PA${who}`,
  published,
  subscribed: undefined,
  isShown: true,
  ...more,
})
const profile = (more: object) => ({
  maxTracks: undefined,
  maxSubscriptionBitrate: undefined,
  speakerPriority: 'standard' as const,
  ...more,
})

it('every picture is sent where there is no limit, except those that nobody sees', () => {
  const pictures = [picture('ada'), picture('ben', 'low', { isShown: false })]
  expect([...switchedOff(pictures, undefined, null)]).toEqual(['MTben'])
  expect([...switchedOff(pictures, profile({ maxTracks: 0 }), null)]).toEqual(['MTben'])
})

it('pictures of the lowest priority are dropped first; the receiver’s priority counts more than the publisher’s', () => {
  const one = profile({ maxTracks: 1 })
  const pictures = [picture('ada', 'low'), picture('ben', 'high')]
  expect([...switchedOff(pictures, one, null)]).toEqual(['MTada'])
  const turned = [picture('ada', 'low', { subscribed: 'high' }), picture('ben', 'high', { subscribed: 'low' })]
  expect([...switchedOff(turned, one, null)]).toEqual(['MTben'])
})

it('one picture is always sent, and more by their bitrate', () => {
  const pictures = [picture('ada'), picture('ben'), picture('eve')]
  expect(switchedOff(pictures, profile({ maxSubscriptionBitrate: 400 }), null).size).toBe(2)
  expect(switchedOff(pictures, profile({ maxSubscriptionBitrate: 1_200_000 }), null).size).toBe(1)
})

it.each([
  ['low', 'low', 'high', 'ben'],
  ['low', 'low', 'low', 'ada'],
  ['high', 'low', 'high', 'ada'],
  ['low', 'standard', 'high', 'ben'],
  ['low', 'high', 'standard', 'ada'],
] as const)(
  'the speaker’s priority rises to %s, which with %s of their own against %s leaves room for %s',
  (speakerPriority, speaking, silent, sent) => {
    const pictures = [picture('ben', silent), picture('ada', speaking)]
    const off = switchedOff(pictures, profile({ maxTracks: 1, speakerPriority }), 'PAada')
    expect([...off]).toEqual([sent === 'ada' ? 'MTben' : 'MTada'])
  },
)
