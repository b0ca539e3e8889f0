import { describe, expect, it } from 'vitest'
import { BadConfig } from '../../../src/config.ts'
import { Permanent } from '../../../src/core/errors.ts'
import { destinationOf, destinations } from '../../../src/features/media-streams/destinations.ts'
import { checkedParameters } from '../../../src/features/media-streams/parameters.ts'
import { sid } from '../../support/an-assignment.ts'
import { aConfig } from '../../support/an-environment.ts'

const assignment = {
  taskSid: sid('WT', 1),
  reservationSid: sid('WR', 1),
  workerSid: sid('WK', 1),
  direction: 'inbound',
} as const
const urls = { main: 'wss://a.example.com/in', other: 'wss://b.example.com/in' }

describe('the destination of a stream', () => {
  const rules = destinations.parse({
    urls,
    rules: [
      { queue: 'Sales', worker: sid('WK', 2), to: 'other' },
      { workflow: sid('WW', 1), transferred: true, to: 'other' },
      { queue: sid('WQ', 1), to: 'other' },
    ],
    otherwise: 'main',
  })
  it.each([
    ['no rule', {}, 0, 'main'],
    ['half of a rule', { queueName: 'Sales' }, 0, 'main'],
    ['all of a rule', { queueName: 'Sales', workerSid: sid('WK', 2) }, 0, 'other'],
    ['a rule with their queue’s SID', { queueSid: sid('WQ', 1) }, 0, 'other'],
    ['a rule for transfers, but answered the call', { workflowSid: sid('WW', 1) }, 0, 'main'],
    ['a rule for transfers, and got the call by one', { workflowSid: sid('WW', 1) }, 1, 'other'],
  ])('of an agent who fits %s', (_, changes, transfer, to) => {
    expect(destinationOf(rules, { ...assignment, ...changes }, transfer)).toBe(to)
  })

  it('is undefined where no rule fits and no default is set', () => {
    expect(destinationOf({ urls, rules: [] }, assignment, 0)).toBeUndefined()
  })
})

const secret = { MEDIA_STREAMS: 'all', STREAM_PARAMETER_SECRET: 'x'.repeat(32) }
const problems = (env: Record<string, string>) => {
  try {
    aConfig(env)
    return []
  } catch (problem) {
    if (problem instanceof BadConfig) return problem.problems
    throw problem
  }
}
const refused = [expect.stringMatching(/^STREAM_DESTINATIONS\S* is malformed: /)]
const withUrl = (url: string, more: Record<string, string> = {}) =>
  problems({ ...secret, STREAM_DESTINATIONS: JSON.stringify({ urls: { main: url }, otherwise: 'main' }), ...more })

describe('STREAM_DESTINATIONS', () => {
  it.each(['wss://a.example.com/in', 'ws://127.0.0.1:4020/media', 'ws://localhost/media'])('accepts %s', (url) => {
    expect(withUrl(url)).toEqual([])
  })

  it.each([
    'ws://a.example.com/in',
    'https://a.example.com/in',
    'wss://a.example.com/in?who=me',
    'wss://user:word@a.example.com/in',
    'wss://a.example.com/in#part',
    'ws://127.0.0.1.example.com/in',
    'a.example.com',
  ])('refuses %s', (url) => {
    expect(withUrl(url)).toEqual(refused)
  })

  it('refuses an unencrypted address in production', () => {
    expect(withUrl('ws://127.0.0.1:4020/media', { NODE_ENV: 'production' })).toContain(
      'STREAM_DESTINATIONS.urls.main is malformed: production takes wss:// only',
    )
  })

  it.each([
    ['a rule for an unknown destination', { urls, rules: [{ to: 'third' }] }],
    ['an unknown destination for all others', { urls, otherwise: 'third' }],
    ['no destination', { urls: {} }],
    ['an unknown track', { urls, otherwise: 'main', track: 'both' }],
    ['an unknown handover', { urls, otherwise: 'main', handover: 'sequential' }],
    ['a misspelt rule', { urls, rules: [{ queu: 'Sales', to: 'main' }] }],
  ])('refuses %s', (_, given) => {
    expect(problems({ ...secret, STREAM_DESTINATIONS: JSON.stringify(given) })).toEqual(refused)
  })

  it('is reported as missing, with the secret, where streams are on without both', () => {
    expect(problems({ MEDIA_STREAMS: 'inbound' })).toEqual([
      'STREAM_DESTINATIONS is missing',
      'STREAM_PARAMETER_SECRET is missing',
    ])
  })
})

describe('the parameters of a stream', () => {
  const about = { taskSid: 'WT1', reservationSid: 'WR1', workerSid: 'WK1', conference: 'CF1', transfer: 0 }
  it('are the stream’s data, the number of transfers as text, and the trace', () => {
    expect(checkedParameters(about, 'trace-1')).toEqual({ ...about, transfer: '0', trace: 'trace-1' })
  })
  it.each(['a=b', 'a&b', 'two words', '', 'ü', 'x'.repeat(490)])('are refused with the value "%s"', (conference) => {
    expect(() => checkedParameters({ ...about, conference }, 'trace-1')).toThrow(Permanent)
  })
})
