import { describe, expect, it } from 'vitest'
import { BadConfig, environment, readConfig, recordingOf } from '../src/config.ts'
import { anEnvironment } from './support/an-environment.ts'

const required = Object.keys(anEnvironment())

function problemsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readConfig(env)
  } catch (problem) {
    if (problem instanceof BadConfig) return problem.problems
    throw problem
  }
  return []
}
const problemWith = (name: string, value: string) => problemsOf(anEnvironment({ [name]: value })).join('\n')

describe('a bad environment', () => {
  it('is reported with every variable that is missing', () => {
    expect([...problemsOf({})].sort()).toEqual(required.map((name) => `${name} is missing`).sort())
  })

  it('is reported with every variable that is malformed', () => {
    const wrong = Object.fromEntries([...required, 'PORT', 'FLEX_ORIGINS', 'INVITE_TEXTS'].map((name) => [name, '?']))
    const names = problemsOf(wrong).map((each) => each.split(/[. ]/)[0])
    expect([...new Set(names)].sort()).toEqual(Object.keys(wrong).sort())
  })

  it('is reported without a value, which may be a secret', () => {
    const names = Object.keys(environment.shape).filter((name) => name !== 'HOST')
    for (const name of names) {
      const said = problemWith(name, 'hunter2,hunter2,hunter2')
      expect(said).not.toContain('hunter2')
    }
    const texts = problemWith('INVITE_TEXTS', '{"en":"hunter2 without its place for the address"}')
    expect(texts).toContain('INVITE_TEXTS.en')
    expect(texts).not.toContain('hunter2')
  })

  it('is reported with every problem in the message, for the log of a process that does not start', () => {
    for (const name of required) expect(() => readConfig({})).toThrow(`${name} is missing`)
  })
})

describe('limits', () => {
  it.each([
    ['ROOM_MAX_DURATION_SECONDS', '599'],
    ['ROOM_MAX_DURATION_SECONDS', '86401'],
    ['ROOM_BUDGET_MINUTES', '-1'],
    ['LINK_TTL_MINUTES', '0'],
    ['LINK_TTL_MINUTES', '20161'],
    ['TWILIO_TIMEOUT_MS', '99'],
    ['TWILIO_TIMEOUT_MS', '30001'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['PORT', 'http'],
    ['TRUSTED_PROXIES', '6'],
    ['RECONCILE_SECONDS', '601'],
    ['LOST_TIMEOUT_SECONDS', '-1'],
    ['WAITING_ROOM', 'perhaps'],
    ['ROOM_RECORDING', 'perhaps'],
    ['VIDEO_REQUESTS', ' , '],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'prod'],
  ])('%s=%s is refused', (name, value) => {
    expect(problemWith(name, value)).toMatch(new RegExp(`^${name} is malformed: `))
  })

  it.each([
    ['ROOM_MAX_DURATION_SECONDS', '600', 600],
    ['ROOM_MAX_DURATION_SECONDS', '86400', 86_400],
    ['LOST_TIMEOUT_SECONDS', '0', 0],
    ['CUSTOMER_NOTICES', 'TRUE', true],
    ['WAITING_ROOM', 'false', false],
    ['HOST', '0.0.0.0', '0.0.0.0'],
    ['LINK_TTL_MINUTES', '20160', 20_160],
    ['TRANSFERS', 'false', false],
    ['SUPERVISOR_LOGIN_URL', 'https://login.example.com/', 'https://login.example.com'],
    ['ROOM_RECORDING', 'true', true],
    ['VIDEO_REQUESTS', 'on', 'on'],
    ['VIDEO_REQUESTS', 'false', 'off'],
    ['ROOM_RECORDING', 'on-demand', 'on-demand'],
  ] as const)('%s=%s is read as %s', (name, value, read) => {
    expect(readConfig(anEnvironment({ [name]: value }))[name]).toBe(read)
  })
})

describe('addresses, SIDs and secrets', () => {
  it.each([
    ['PUBLIC_URL', 'flex.example.com'],
    ['PUBLIC_URL', 'ftp://flex.example.com'],
    ['PUBLIC_URL', 'https://flex.example.com?a=b'],
    ['PUBLIC_URL', 'https://user:word@flex.example.com'],
    ['REDIS_URL', 'http://127.0.0.1:6379'],
    ['TWILIO_API_URL', 'localhost'],
    ['TWILIO_VIDEO_SIGNALING_URL', 'https://example.com'],
    ['TWILIO_ACCOUNT_SID', `SK${'0'.repeat(32)}`],
    ['TWILIO_ACCOUNT_SID', `AC${'0'.repeat(31)}`],
    ['TWILIO_API_KEY_SID', `AC${'0'.repeat(32)}`],
    ['TWILIO_WORKSPACE_SID', `WK${'0'.repeat(32)}`],
    ['TWILIO_TRANSFER_WORKFLOW_SID', `WS${'0'.repeat(32)}`],
    ['TWILIO_AUTH_TOKEN', 'short'],
    ['JOIN_LINK_SECRET', 'x'.repeat(31)],
    ['JOIN_LINK_SECRET', `${'x'.repeat(32)},short`],
    ['JOIN_LINK_SECRET', `${'x'.repeat(32)},`],
    ['JOIN_LINK_SECRET', Array(3).fill('x'.repeat(32)).join()],
    ['FLEX_ORIGINS', 'flex.twilio.com'],
    ['INVITE_TEXTS', '{link}'],
    ['INVITE_TEXTS', '{"en":"{link} {link}"}'],
    ['INVITE_TEXTS', '["{link}"]'],
    ['JOIN_PAGE', 'Acme'],
    ['JOIN_PAGE', JSON.stringify({ name: 'x'.repeat(61) })],
    ['JOIN_PAGE', '{"name":""}'],
    ['JOIN_PAGE', '{"color":"blue"}'],
    ['JOIN_PAGE', '{"color":"#0a5fd8;background:url(x)"}'],
    ['JOIN_PAGE', '{"logo":"/etc/passwd"}'],
    ['JOIN_PAGE', '{"devices":"off"}'],
    ['JOIN_PAGE', '{"colour":"#0a5fd8"}'],
  ])('%s=%s is refused', (name, value) => {
    expect(problemWith(name, value)).toMatch(new RegExp(`^${name}\\S* is malformed: `))
  })

  it('takes two secrets for a rotation, with or without a space', () => {
    const [one, two] = ['1'.repeat(32), '2'.repeat(32)]
    const config = readConfig(anEnvironment({ JOIN_LINK_SECRET: `${one}, ${two}`, TWILIO_AUTH_TOKEN: `${one},${two}` }))
    expect([config.JOIN_LINK_SECRET, config.TWILIO_AUTH_TOKEN]).toEqual([
      [one, two],
      [one, two],
    ])
  })

  it('takes texts by locale', () => {
    const texts = { en: 'Join here: {link}', 'pt-BR': 'Entre aqui: {link}' }
    expect(readConfig(anEnvironment({ INVITE_TEXTS: JSON.stringify(texts) })).INVITE_TEXTS).toEqual(texts)
  })

  it('takes phrases for requests for video, each of three letters or more', () => {
    expect(readConfig(anEnvironment({ VIDEO_REQUESTS: 'video help, Kamera an' })).VIDEO_REQUESTS).toEqual([
      'video help',
      'Kamera an',
    ])
    expect(problemWith('VIDEO_REQUESTS', 'video, go')).toMatch(/^VIDEO_REQUESTS.1 is malformed: /)
  })

  it('takes a join page with all its parts, or with one', () => {
    const all = { name: 'Acme', color: '#0A5fd8', logo: '/srv/logo.webp', devices: 'microphone' }
    const read = (page: object) => readConfig(anEnvironment({ JOIN_PAGE: JSON.stringify(page) })).JOIN_PAGE
    expect(read(all)).toEqual(all)
    expect(read({ color: '#0A5fd8' })).toEqual({ color: '#0A5fd8', devices: 'both' })
  })

  it('takes slashes off the end of an address', () => {
    const config = readConfig(anEnvironment({ PUBLIC_URL: 'https://x.example//' }))
    expect(config.PUBLIC_URL).toBe('https://x.example')
  })

  it.each(['https://x.example/base', 'https://x.example/base/', 'http://127.0.0.1:3000/a/b'])(
    'refuses the public address %s, which has a path, with the remedy',
    (address) => {
      expect(problemsOf(anEnvironment({ PUBLIC_URL: address }))).toEqual([
        'PUBLIC_URL is malformed: must have nothing behind the host: give Escalate a host of its own, e.g. https://escalate.example.com',
      ])
    },
  )

  it('takes the slash off the end of an allowed page, as a browser sends none', () => {
    const config = readConfig(anEnvironment({ FLEX_ORIGINS: 'https://flex.twilio.com/' }))
    expect(config.FLEX_ORIGINS).toEqual(['https://flex.twilio.com'])
  })
})

it.each([
  ['false', false, false],
  ['true', true, false],
  ['on-demand', false, true],
  ['pausable', true, true],
])('ROOM_RECORDING=%s records from the start: %s, lets agents switch: %s', (value, isRecorded, mayRecord) => {
  expect(recordingOf(readConfig(anEnvironment({ ROOM_RECORDING: value })))).toEqual({ isRecorded, mayRecord })
})

describe('TASKROUTER_FORWARD_URL', () => {
  it('is refused when it leads back to this server', () => {
    const loop = anEnvironment({ TASKROUTER_FORWARD_URL: 'https://flex.example.com/webhooks/taskrouter#rc=1' })
    expect(problemsOf(loop)).toEqual(['TASKROUTER_FORWARD_URL is malformed: it leads back to this server'])
  })
})

describe('a variable that is left blank', () => {
  it('counts as unset', () => {
    const blank = Object.fromEntries(Object.keys(environment.shape).map((name) => [name, '']))
    expect(readConfig({ ...blank, ...anEnvironment() })).toEqual(readConfig(anEnvironment()))
    expect([...problemsOf(blank)].sort()).toEqual(required.map((name) => `${name} is missing`).sort())
  })

  it('has its default', () => {
    expect(readConfig(anEnvironment())).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      LINK_TTL_MINUTES: 1_440,
      WAITING_ROOM: true,
      ROOM_MAX_DURATION_SECONDS: 14_400,
      ROOM_RECORDING: false,
      FLEX_ORIGINS: ['https://flex.twilio.com'],
      TRUSTED_PROXIES: 0,
      NODE_ENV: 'development',
    })
  })
})

it('an unknown variable is left out', () => {
  expect(readConfig(anEnvironment({ PATH: '/bin', HOME: '/' }))).toEqual(readConfig(anEnvironment()))
})
