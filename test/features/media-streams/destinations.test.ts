import { describe, expect, it } from 'vitest'
import { BadConfig } from '../../../src/config.ts'
import { Permanent } from '../../../src/core/errors.ts'
import { destinationOf, destinations } from '../../../src/features/media-streams/destinations.ts'
import { checkedParameters } from '../../../src/features/media-streams/parameters.ts'
import { sid } from '../../support/a-desk.ts'
import { aConfig } from '../../support/an-environment.ts'

const desk = {
  taskSid: sid('WT', 1),
  reservationSid: sid('WR', 1),
  workerSid: sid('WK', 1),
  direction: 'inbound',
} as const
const urls = { main: 'wss://a.example.com/in', other: 'wss://b.example.com/in' }

describe('who gets whose stream', () => {
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
    ['nobody’s rule', {}, 0, 'main'],
    ['half a rule', { queueName: 'Sales' }, 0, 'main'],
    ['a whole rule', { queueName: 'Sales', workerSid: sid('WK', 2) }, 0, 'other'],
    ['a queue by its SID', { queueSid: sid('WQ', 1) }, 0, 'other'],
    ['who answered', { workflowSid: sid('WW', 1) }, 0, 'main'],
    ['who was handed the call', { workflowSid: sid('WW', 1) }, 1, 'other'],
  ])('%s', (_, changes, transfer, to) => {
    expect(destinationOf(rules, { ...desk, ...changes }, transfer)).toBe(to)
  })

  it('nobody, where no rule fits and nothing is said of the others', () => {
    expect(destinationOf({ urls, rules: [] }, desk, 0)).toBeUndefined()
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
const withUrl = (url: string, more: Record<string, string> = {}) =>
  problems({ ...secret, STREAM_DESTINATIONS: JSON.stringify({ urls: { main: url }, otherwise: 'main' }), ...more })

describe('at start', () => {
  it.each(['wss://a.example.com/in', 'ws://127.0.0.1:4020/media', 'ws://localhost/media'])('%s is taken', (url) => {
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
  ])('%s is refused', (url) => {
    expect(withUrl(url)).toHaveLength(1)
  })

  it('an unencrypted one is refused in production', () => {
    expect(withUrl('ws://127.0.0.1:4020/media', { NODE_ENV: 'production' })).toHaveLength(1)
  })

  it.each([
    ['a rule for a destination that is not listed', { urls, rules: [{ to: 'third' }] }],
    ['an unlisted rest', { urls, otherwise: 'third' }],
    ['no destination', { urls: {} }],
    ['a misspelt rule', { urls, rules: [{ queu: 'Sales', to: 'main' }] }],
  ])('%s is refused', (_, given) => {
    expect(problems({ ...secret, STREAM_DESTINATIONS: JSON.stringify(given) })).toHaveLength(1)
  })

  it('streams without destinations and secret are refused, and both are named', () => {
    expect(problems({ MEDIA_STREAMS: 'inbound' })).toEqual([
      'STREAM_DESTINATIONS is missing',
      'STREAM_PARAMETER_SECRET is missing',
    ])
  })
})

describe('what is sent along', () => {
  const about = { taskSid: 'WT1', reservationSid: 'WR1', workerSid: 'WK1', conference: 'CF1', transfer: 0 }
  it('is plain', () => {
    expect(checkedParameters(about, 'trace-1')).toMatchObject({ transfer: '0', trace: 'trace-1' })
  })
  it.each(['a=b', 'a&b', 'two words', '', 'ü', 'x'.repeat(490)])('may not be "%s"', (conference) => {
    expect(() => checkedParameters({ ...about, conference }, 'trace-1')).toThrow(Permanent)
  })
})
