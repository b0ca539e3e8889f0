import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { scrub } from '../src/scrub.ts'

const jwt = `eyJhbGciOiJIUzI1NiJ9.${'e'.repeat(40)}.${'s'.repeat(43)}`
const secrets = [
  ['a signed token', jwt],
  ['an encrypted Flex token', `eyJ6aXAiOiJERUYifQ..${'a'.repeat(16)}.${'b'.repeat(900)}.${'c'.repeat(22)}`],
  ['a join link', `https://flex.example.com/j/${'Ab3-_'.repeat(10)}abcd`],
  ['basic credentials', 'Basic QUMxOnNlY3JldA=='],
  ['a bearer token', 'authorization: bearer abc.def-ghi'],
  ['a password in an address', 'redis://:hunter2@10.0.0.1:6379'],
  ['a name and password in an address', 'redis://user:hunter2@10.0.0.1:6379'],
  ['an e-mail address', 'ada.lovelace+flex@example.co.uk'],
  ['a phone number', '+15558675310'],
  ['a WhatsApp number', 'whatsapp:+15558675310'],
  ['a token behind a hyphen', `-${jwt}`],
  ['a token that was cut off before its first dot', `eyJ${'e'.repeat(40)}`],
  ['the secret of an endpoint', `whsec_${'hunter2+/'.repeat(4)}=`],
  ['a token behind the # of an address', 'https://flex.example.com/supervisor#token=hunter2.x-y_z'],
  ['a key in an address', 'https://example.com/hook?key=hunter2&a=1'],
  ['a token in an address, not the first of its parameters', 'https://example.com/hook?a=1&access_token=hunter2'],
  ['a token in an encoded address', 'return=https%3A%2F%2Fflex.example.com%2Fsupervisor%23token%3Dhunter2'],
  ['a link in an encoded address', `next=https%3A%2F%2Fflex.example.com%2Fj%2F${'Ab3-_'.repeat(10)}abcd`],
  ['a pass in a cookie', `escalate-queues=WK${'0'.repeat(32)}.1790000000.${'b'.repeat(43)}; Path=/`],
  ['a password in JSON', '{"user":"escalate","password":"hunter2"}'],
  ['a signature in a header', 'x-twilio-signature: hunter2hunter2hunter2hunter='],
] as const

const giveaways = /eyJ|hunter2|Ab3|QUMx|abc\.def|ada\.lovelace|5558675310|bbbb/

/** Beginnings and middles of secret patterns that never come to an end. */
const pieces = [
  'a',
  'a.',
  'a@',
  '+',
  '/j/',
  '%2Fj%2F',
  'eyJ.',
  '-eyJ',
  'eyJ',
  'whsec',
  '?key',
  'a_token',
  'pass=[',
  '//a:',
  'Basic ',
]

/** For programs in a process of their own. */
const evaluated = ['--input-type=module-typescript', '--eval']
const module = (name: string) => JSON.stringify(import.meta.resolve(`../src/${name}.ts`))

describe('the scrubber of log lines', () => {
  it.each(secrets)('removes %s, and nothing around it', (_, secret) => {
    const clean = scrub(`Request failed: ${secret} (20003)`)
    expect(clean).not.toMatch(giveaways)
    expect(clean).toMatch(/^Request failed: .*\(20003\)$/)
  })

  it('removes all of them in one text, twice each', () => {
    expect(scrub(secrets.map(([, secret]) => `${secret} ${secret}`).join(' '))).not.toMatch(giveaways)
  })

  it.each([
    'create room: 53113 Room exists (53113)',
    `escalation esc-${'0a'.repeat(16)}-mhgxyz1 of WT${'0'.repeat(32)}`,
    '2026-11-01T12:00:00.123Z took 12345678901 ns',
    'https://video.twilio.com/v1/Rooms/RM00000000000000000000000000000001',
    'WRONGTYPE Operation against a key: escalate:record, the token is missing',
  ])('does not change: %s', (text) => {
    expect(scrub(text)).toBe(text)
  })

  // A pattern that backtracks over the whole text would take hours, so it runs in a process of its own, which is
  // stopped. The test compares sizes by processor time, so that the machine's speed and load do not matter.
  it.each(pieces)('takes time in proportion to the size of a text of many times %j', (piece) => {
    const program = `
      const { scrub } = await import(${module('scrub')})
      const time = (size) => {
        const text = 'x' + ${JSON.stringify(piece)}.repeat(size / ${piece.length}) + '!'
        const once = () => {
          const before = process.cpuUsage()
          scrub(text)
          const { user, system } = process.cpuUsage(before)
          return user + system
        }
        return Math.min(...Array.from({ length: 7 }, once))
      }
      time(1_000)
      const [small, large] = [time(65_536), time(1_048_576)]
      process.stdout.write(String(large / Math.max(small, 1)))`
    const times = Number(execFileSync(process.execPath, [...evaluated, program], { timeout: 60_000 }))
    // Sixteen times the text: 16 where the time is linear, 256 where it is quadratic.
    expect(times).toBeLessThan(100)
  })
})

describe('the log', () => {
  /** The standard output of a process. */
  const logged = (line: string) => {
    const program = `const { createLog } = await import(${module('log')}); const log = createLog('test', 'info'); ${line}`
    const out = execFileSync(process.execPath, [...evaluated, program])
    return out.toString().trim()
  }

  it('has an error and its cause by name, scrubbed message and code, and nothing else of it', () => {
    const line = logged(`
      const err = Object.assign(new TypeError('no luck with Bearer abcdef'), {
        code: 20003, config: { auth: 'hunter2' }, request: { headers: { authorization: 'hunter2' } },
        cause: Object.assign(new Error('redis://:hunter2@10.0.0.1'), { code: 'ECONNREFUSED' }),
      })
      log.warn({ err }, 'attempt failed')`)
    expect(JSON.parse(line)).toMatchObject({
      name: 'test',
      msg: 'attempt failed',
      err: {
        type: 'TypeError',
        message: 'no luck with Bearer [credentials]',
        code: 20003,
        cause: { type: 'Error', message: 'redis://[credentials]@10.0.0.1', code: 'ECONNREFUSED' },
      },
    })
    expect(line).not.toContain('hunter2')
    expect(line).not.toContain('stack')
  })

  it('has a thrown text, scrubbed', () => {
    expect(JSON.parse(logged(`log.info({ err: 'call +15558675310' }, 'x')`))).toMatchObject({
      err: { message: 'call [number]' },
    })
  })

  it('has one line for each entry of its level, also where an id has a line break', () => {
    expect(
      logged(`log.info({ id: 'a\\nb' }, 'one'); log.debug('not shown'); log.info('two')`).split('\n'),
    ).toHaveLength(2)
  })
})
