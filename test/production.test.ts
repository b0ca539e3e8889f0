import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { fakeAccount } from '../simulator/cloud/account.ts'
import { BadConfig, readConfig } from '../src/config.ts'
import { isSample } from '../src/production/weak-secrets.ts'
import { startEventReceiver } from '../tools/demo/event-receiver.ts'
import { project } from '../tools/project.ts'
import { credentials } from '../tools/stack.ts'
import { aProduction, secretOf } from './support/a-production.ts'
import * as ofTests from './support/an-environment.ts'

function problemsOf(changes: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readConfig(aProduction(changes))
  } catch (problem) {
    if (problem instanceof BadConfig) return problem.problems
    throw problem
  }
  return []
}

const webhook = (url: string, name: string, more: object = {}) => ({
  id: name,
  url,
  secrets: [`whsec_${secretOf(name)}`],
  ...more,
})
const outbound = (...all: readonly object[]) => JSON.stringify(all)
const streams = (url: string) => JSON.stringify({ urls: { main: url }, otherwise: 'main' })
const https = 'is malformed: production takes https:// only'
const wss = 'is malformed: production takes wss:// only'

const settings = (scheme: 'http' | 'https', sockets: 'ws' | 'wss') => ({
  PUBLIC_URL: `${scheme}://escalate.example.com`,
  TWILIO_API_URL: `${scheme}://twilio.example.com`,
  TWILIO_VIDEO_SIGNALING_URL: `${sockets}://signalling.example.com`,
  OTEL_EXPORTER_OTLP_ENDPOINT: `${scheme}://collector:4318`,
  TASKROUTER_FORWARD_URL: `${scheme}://desk.example.com/hook`,
  SUPERVISOR_LOGIN_URL: `${scheme}://login.example.com`,
  FLEX_ORIGINS: `https://flex.twilio.com,${scheme}://desk.example.com`,
  STREAM_DESTINATIONS: streams(`${sockets}://${sockets === 'ws' ? 'localhost' : 'ears.example.com'}/in`),
  OUTBOUND_WEBHOOKS: outbound(webhook('https://crm.example/', 'crm'), webhook(`${scheme}://bi.example/`, 'bi')),
})

describe('production', () => {
  it('starts when everything is encrypted and no secret is a sample', () => {
    expect(problemsOf(settings('https', 'wss'))).toEqual([])
  })

  it('names at once every address that is not encrypted', () => {
    expect(problemsOf(settings('http', 'ws'))).toEqual([
      `PUBLIC_URL ${https}`,
      `TWILIO_API_URL ${https}`,
      `TWILIO_VIDEO_SIGNALING_URL ${wss}`,
      `TASKROUTER_FORWARD_URL ${https}`,
      `SUPERVISOR_LOGIN_URL ${https}`,
      `OTEL_EXPORTER_OTLP_ENDPOINT ${https}`,
      `FLEX_ORIGINS.1 ${https}`,
      `STREAM_DESTINATIONS.urls.main ${wss}`,
      `OUTBOUND_WEBHOOKS.1.url ${https}`,
    ])
  })

  it('names these addresses also when something else is missing or malformed', () => {
    const problems = problemsOf({ ...settings('http', 'ws'), TWILIO_ACCOUNT_SID: undefined, STREAM_DESTINATIONS: '?' })
    expect(problems).toHaveLength(10)
    expect(problems).toEqual(expect.arrayContaining(['TWILIO_ACCOUNT_SID is missing', `PUBLIC_URL ${https}`]))
    expect(problems.filter((each) => each.startsWith('STREAM_DESTINATIONS'))).toHaveLength(1)
  })

  it('accepts a trace collector on the same machine without TLS, and Redis', () => {
    for (const OTEL_EXPORTER_OTLP_ENDPOINT of ['http://localhost:4318', 'http://127.0.0.1:4318', 'http://[::1]:4318'])
      expect(problemsOf({ OTEL_EXPORTER_OTLP_ENDPOINT, REDIS_URL: 'redis://redis:6379' })).toEqual([])
    expect(problemsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost.example:4318' })).toHaveLength(1)
  })

  it('refuses secrets that are equal to each other, and names both', () => {
    const [one, two] = [secretOf('one'), secretOf('two')]
    expect(problemsOf({ JOIN_LINK_SECRET: one, STREAM_PARAMETER_SECRET: one })).toEqual([
      'STREAM_PARAMETER_SECRET is malformed: it is the same as JOIN_LINK_SECRET',
    ])
    expect(problemsOf({ TWILIO_AUTH_TOKEN: `${two},${one}`, JOIN_LINK_SECRET: one })).toEqual([
      'JOIN_LINK_SECRET is malformed: it is the same as TWILIO_AUTH_TOKEN.1',
    ])
    expect(problemsOf({ JOIN_LINK_SECRET: `${one},${one}` })).toEqual([
      'JOIN_LINK_SECRET.1 is malformed: it is the same as JOIN_LINK_SECRET.0',
    ])
  })

  it('refuses one secret for two receivers, and accepts it for two endpoints of one', () => {
    const two = (url: string) => outbound(webhook('https://crm.example/a', 'crm'), { ...webhook(url, 'crm'), id: 'b' })
    expect(problemsOf({ OUTBOUND_WEBHOOKS: two('https://crm.example/b') })).toEqual([])
    expect(problemsOf({ OUTBOUND_WEBHOOKS: two('https://bi.example/b') })).toEqual([
      'OUTBOUND_WEBHOOKS.1.secrets is malformed: it is the same as OUTBOUND_WEBHOOKS.0.secrets',
    ])
  })

  it('refuses the samples of this repository, and names them all', () => {
    const sample = { ...ofTests.anEnvironment(), STREAM_PARAMETER_SECRET: 'x'.repeat(32) }
    const names = ['TWILIO_AUTH_TOKEN', 'TWILIO_API_KEY_SECRET', 'JOIN_LINK_SECRET', 'STREAM_PARAMETER_SECRET']
    expect(problemsOf(sample)).toEqual(names.map((name) => `${name} is malformed: it is a sample, not a secret`))
  })

  it('differs from development, which accepts all samples', () => {
    const given = { ...settings('http', 'ws'), ...credentials, NODE_ENV: 'development' }
    expect(problemsOf(given)).toEqual([])
  })
})

describe('a sample', () => {
  it('is every secret of the stack, the simulator, the demo and the compose file', async () => {
    const receiver = await startEventReceiver(() => {})
    await receiver.stop()
    const [endpoint] = JSON.parse(receiver.env.OUTBOUND_WEBHOOKS)
    const { TWILIO_AUTH_TOKEN, TWILIO_API_KEY_SECRET, JOIN_LINK_SECRET } = credentials
    const known = [TWILIO_AUTH_TOKEN, TWILIO_API_KEY_SECRET, JOIN_LINK_SECRET, ...endpoint.secrets]
    const files = ['docker-compose.yml', '.env.example', 'docs/demo.env'].flatMap(secretsOfFile)
    const all = [...known, fakeAccount.authToken, fakeAccount.apiKeySecret, ...files]
    expect(files.length).toBeGreaterThan(2)
    expect(all.filter((secret) => !isSample(secret))).toEqual([])
  })

  it('is a named sample or a repeated pattern, and never a random secret', () => {
    for (const typed of ['a'.repeat(32), '1234'.repeat(8), 'change-me-please-change-me-please', '0123456789'.repeat(4)])
      expect(isSample(typed), typed).toBe(true)
    for (let n = 0; n < 2_000; n++) expect(isSample(secretOf(`${n}`)), secretOf(`${n}`)).toBe(false)
  })
})

/** Every secret, token or password with a value of its own in a file of settings or services. */
function secretsOfFile(file: string): readonly string[] {
  const text = readFileSync(join(project.root, file), 'utf8')
  const pairs = file.endsWith('.yml')
    ? Object.values(parse(text, { merge: true }).services as Record<string, { environment?: object }>).flatMap(
        ({ environment = {} }) => Object.entries(environment),
      )
    : [...text.matchAll(/^(\w+)=(.+)$/gm)].map(([, name, value]) => [name, value] as const)
  return pairs.flatMap(([name, value]) =>
    /SECRET|TOKEN|PASSWORD/.test(String(name)) && !String(value).startsWith('${') ? [String(value)] : [],
  )
}
