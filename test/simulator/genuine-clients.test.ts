import jwt from 'twilio/lib/jwt/AccessToken.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { credentials } from '../../tools/stack.ts'
import { aStranger } from '../support/a-stranger.ts'

let stranger: Awaited<ReturnType<typeof aStranger>>
beforeAll(async () => {
  stranger = await aStranger()
}, 600_000)
afterAll(() => stranger?.stop())
beforeEach(async () => {
  await stranger.sim.call('POST', '/reset')
  await stranger.sim.call('POST', '/seed', {})
})

describe.each(['4', '5', '6'])('Twilio’s helper library %s', (major) => {
  it('ends rooms, writes rules, gets refusals with their codes, filters tasks and turns pages', async () => {
    const { taskSid, conversationSid } = await stranger.sim.chat()
    const places = { workspaceSid: credentials.TWILIO_WORKSPACE_SID, taskSid, conversationSid }
    expect(await stranger.told('over-rest.cjs', [major, JSON.stringify(places)])).toEqual({
      room: ['in-progress', 'completed', [{ type: 'include', all: true }]],
      taken: { status: 400, code: 53113 },
      late: { status: 412, code: 20412 },
      found: [taskSid],
      pages: [['one', 'two'], ['three']],
      signature: false,
    })
  })
})

describe('Twilio’s Conversations SDK', () => {
  const token = (
    identity: string,
    serviceSid: string = credentials.TWILIO_CHAT_SERVICE_SID,
    secret: string = credentials.TWILIO_API_KEY_SECRET,
  ) => {
    const made = new jwt(credentials.TWILIO_ACCOUNT_SID, credentials.TWILIO_API_KEY_SID, secret, { identity })
    made.addGrant(new jwt.ChatGrant({ serviceSid }))
    return made.toJwt()
  }

  it('works as a customer’s web chat: reads, writes, gets the agent’s messages, rates, and leaves', async () => {
    const { conversationSid, reservationSid, workerSid, customerIdentity } = await stranger.sim.chat()
    await stranger.sim.accept(reservationSid)
    const agentAnswers = () => stranger.sim.say(conversationSid, { workerSid }, 'hi')
    const told = await stranger.told(
      'customer.cjs',
      [token(customerIdentity), conversationSid, stranger.twilsock],
      agentAnswers,
    )
    expect(told).toMatchObject({
      mine: { body: 'written by the customer', author: customerIdentity, attributes: { language: 'de' } },
      theirs: { body: 'hi' },
      people: expect.arrayContaining([customerIdentity, expect.stringContaining('ada')]),
      unread: 1,
    })
    const left = await stranger.sim.call<{ attributes: string; participants: readonly { identity: string }[] }>(
      'GET',
      `/conversations/${conversationSid}`,
    )
    expect(left.attributes).toBe('{"rating":5}')
    expect(left.participants.map(({ identity }) => identity)).not.toContain(customerIdentity)
  })

  it.each([
    ['another service', () => token('cleo', `IS${'9'.repeat(32)}`), 20106],
    ['another secret', () => token('cleo', undefined, 'simulated-wrong-secret-not-real'), 20107],
    ['nothing at all', () => 'nothing', 20104],
  ])('is refused for good with a token of %s', async (_, made, errorCode) => {
    const { conversationSid } = await stranger.sim.chat()
    const told = await stranger.told('customer.cjs', [made(), conversationSid, stranger.twilsock])
    expect(told).toEqual({ refused: { terminal: true, errorCode, httpStatusCode: 401 } })
  })
})

it('Twilio’s client of the Plugins API deploys, releases and goes through versions', async () => {
  expect(await stranger.told('plugin.cjs', [])).toEqual({
    inUse: ['plugin-escalate 0.2.0 https://escalate.example.com/0.2.0/plugin-escalate.js'],
    active: true,
    versions: ['0.2.0', '0.1.0'],
    taken: 409,
  })
})

it('Twilio’s check of Flex tokens accepts an agent’s and refuses another', async () => {
  const { workerSid } = await stranger.sim.chat()
  const token = await stranger.sim.flexToken(workerSid)
  expect(await stranger.told('token.cjs', [token])).toMatchObject({ valid: true, roles: ['agent'] })
  expect(await stranger.told('token.cjs', ['nothing'])).toHaveProperty('refused')
})
