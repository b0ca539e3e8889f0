import { describe, expect, it } from 'vitest'
import { ask } from '../../flex-plugin/src/server/ask.ts'

const refusal = (code: string, retryable = false) => JSON.stringify({ code, message: `${code}!`, retryable })
const answer = (status: number, text: string) => ({ ok: status < 400, status, text: async () => text })

/** Sends a request to a server that gives these answers in order. */
async function asked(answers: readonly (ReturnType<typeof answer> | 'broken' | 'never')[], more: object = {}) {
  const tokens: string[] = []
  const pauses: number[] = []
  const given = [...answers]
  const outcome = await ask({
    ask: async (token, signal) => {
      tokens.push(token)
      const next = given.shift() ?? 'broken'
      if (next === 'broken') throw new TypeError('Failed to fetch')
      if (next === 'never') return new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason)))
      return next
    },
    read: (body) => (body === null ? undefined : body),
    session: { token: () => 'one', whenRenewed: () => () => undefined },
    isRepeatable: true,
    timeoutMs: 20,
    pause: async (ms) => void pauses.push(ms),
    ...more,
  })
  return { outcome, tokens, pauses }
}

describe('a request to the server', () => {
  it('is answered', async () =>
    expect((await asked([answer(202, '{"a":1}')])).outcome).toEqual({ ok: true, body: { a: 1 } }))

  it('that is refused is not repeated', async () => {
    const { outcome, tokens } = await asked([answer(409, refusal('agent-busy'))])
    expect(outcome).toEqual({ ok: false, problem: { code: 'agent-busy', message: 'agent-busy!', retryable: false } })
    expect(tokens).toHaveLength(1)
  })

  it.each([
    ['gets 503', answer(503, refusal('unavailable', true))],
    ['gets a proxy’s page', answer(502, '<html>Bad gateway</html>')],
    ['gets an empty answer', answer(500, '')],
    ['gets 429', answer(429, 'slow down')],
    ['finds no server', 'broken' as const],
    ['gets no answer', 'never' as const],
  ])('that %s is repeated, after 250 ms at least', async (_, first) => {
    const { outcome, tokens, pauses } = await asked([first, answer(200, '1')])
    expect(outcome).toEqual({ ok: true, body: 1 })
    expect(tokens).toHaveLength(2)
    expect(pauses[0]).toBeGreaterThanOrEqual(250)
  })

  it('is given up after three tries, with the last reason', async () => {
    const { outcome, tokens } = await asked(['broken', 'broken', 'never', answer(200, '1')])
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'too-slow' } })
    expect(tokens).toHaveLength(3)
  })

  it('is made once where a repeat would do harm', async () =>
    expect((await asked(['broken'], { isRepeatable: false })).tokens).toHaveLength(1))

  it.each([
    ['HTML instead of an answer', '<!doctype html>'],
    ['an answer without content', 'null'],
    ['nothing', ''],
  ])('that gets %s fails with “bad-answer”, and is not repeated', async (_, text) => {
    const { outcome, tokens } = await asked([answer(200, text)])
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'bad-answer', retryable: false } })
    expect(tokens).toHaveLength(1)
  })

  it('is repeated with a token that was renewed meanwhile', async () => {
    let n = 0
    const session = { token: () => ['old', 'new', 'new'][n++] ?? 'new', whenRenewed: () => () => undefined }
    const { outcome, tokens } = await asked([answer(401, refusal('bad-token')), answer(200, '1')], { session })
    expect(tokens).toEqual(['old', 'new'])
    expect(outcome.ok).toBe(true)
  })

  it('is not repeated with the same token', async () => {
    const { outcome, tokens } = await asked([answer(401, 'Unauthorized')])
    expect(tokens).toHaveLength(1)
    expect(outcome).toMatchObject({ problem: { code: 'bad-token' } })
  })
})
