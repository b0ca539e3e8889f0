import type { FlexTokens, FlexUser } from '../../src/access/flex-token.ts'
import type { Fact } from '../../src/core/facts.ts'
import { createLog } from '../../src/log.ts'
import { type AppDeps, createApp } from '../../webhooks/app.ts'
import { createMetrics } from '../../webhooks/metrics.ts'
import { aTwilio } from './a-twilio.ts'
import { accountSid, apiKeySecret, apiKeySid, authToken, linkSecret, publicUrl } from './an-environment.ts'
import { createMemoryStore } from './memory-store.ts'
import { streamsInMemory } from './streams-in-memory.ts'

/** Nobody signs in, and there is no data: the test passes what it needs. */
const nobody: FlexTokens = { check: async () => undefined }
const untouched = () => Promise.reject(new Error('This test does not touch it'))

/** A board on which nothing ever changes. */
export const aSupervisor = (changes: Partial<AppDeps['supervisor']> = {}): AppDeps['supervisor'] => ({
  board: { watch: async () => ({ rows: [], stop: () => {} }), readAt: () => 0 },
  deadLetters: { list: async () => ({ total: 0, jobs: [] }), retry: async () => false },
  numbers: {
    read: async () => ({ hours: 1, buckets: [], agents: {} }),
    failures: async () => [],
  },
  erase: untouched,
  queues: [],
  page: '<html><head><title>Supervisor</title></head><body></body></html>',
  loginUrl: undefined,
  mayJoin: true,
  ...changes,
})

/** An empty page. */
export const aPage = (): AppDeps['page'] => ({
  text: '<html><head><title>Video call</title></head><body></body></html>',
  firstScreen: async () => undefined,
  brandStyle: () => '',
  parts: new Map(),
})

/** The whole server without sockets, Redis or Twilio. `accepted` has the facts that would have been queued. */
export function anApp(changes: Partial<AppDeps> = {}) {
  const accepted: Fact[] = []
  const app = createApp({
    accept: async (facts) => void accepted.push(...facts),
    messageReaders: [],
    escalations: { ofConversation: untouched, ofTask: untouched, decide: untouched },
    transfers: undefined,
    calls: undefined,
    videoRequests: undefined,
    twilio: aTwilio(),
    signing: { publicUrl, accountSid, authTokens: [authToken] },
    flexTokens: nobody,
    flexOrigins: ['https://flex.twilio.com'],
    linkSecrets: [linkSecret],
    linkTtlMs: 24 * 3600_000,
    seat: { accountSid, apiKeySid, apiKeySecret, ttlSeconds: 900, signalingUrl: undefined },
    trustedProxies: 0,
    checks: {},
    isDraining: () => false,
    publicUrl,
    mayRecord: false,
    roomMaxMs: 4 * 3600_000,
    hasWarm: true,
    timelines: createMemoryStore().timelines,
    endpoints: { all: async () => [], put: untouched, remove: untouched, disable: untouched, enable: untouched },
    outbox: { dead: async () => [], retry: untouched, replay: untouched },
    outboundRule: { mayBePrivate: false, mayBePlain: false },
    streams: {
      changes: { watch: () => () => {}, wakeAll: () => {} },
      slots: streamsInMemory(),
      trustedProxies: 0,
      isDraining: () => false,
    },
    page: aPage(),
    brand: { name: 'Video call' },
    logo: undefined,
    devicesAtStart: 'both',
    metrics: createMetrics(),
    installation: async () => '',
    log: createLog('test', 'silent'),
    troubled: () => {},
    supervisor: aSupervisor(),
    ...changes,
  })
  return { app, accepted }
}

/** Flex tokens by name. */
export const flexUsers = (users: Readonly<Record<string, FlexUser>>): FlexTokens => ({
  check: async (token) => (Object.hasOwn(users, token) ? users[token] : undefined),
})
