import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { aTransfer } from '../support/a-transfer.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

const { TWILIO_WORKSPACE_SID: workspaceSid } = credentials

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})
afterEach(async () => {
  await centre.sim.noWebhookFaults()
})

/** All requests to Twilio. */
const asked = async (after: number) => (await centre.journal(after)).filter(({ kind }) => kind === 'request')

describe('an agent’s typed command works', () => {
  it.each(['／video', '\u200b／ｖｉｄｅｏ', '\u2215video', '\u29f8video'])(
    'as %j, and is removed from the chat',
    async (body) => {
      const chat = await centre.chat()
      await chat.types(body)
      await chat.saying('invited')
      await until('the command is removed', async () => (await chat.messages()).every((each) => each.body !== body))
    },
  )

  it('after a refusal, though the acceptance’s webhook is lost', async () => {
    const { ben, chat, ...way } = await aTransfer(centre)
    const types = (body: string) => centre.sim.say(chat.conversationSid, { workerSid: ben.sid }, body)
    const after = await centre.last()
    await types('/video')
    await until('Ben is looked up at Twilio', async () =>
      (await asked(after)).some(({ path }) => String(path).endsWith(`/Workers/${ben.sid}/Reservations`)),
    )
    await centre.settled()
    expect(await chat.rooms()).toEqual([])
    await centre.sim.webhookFault({ kind: 'drop', event: '^reservation\\.accepted$' })
    await way.toBen({ mode: 'warm' })
    await way.accept()
    await types('/video')
    expect(await chat.link()).toMatch(/^http/)
    expect(await chat.rooms()).toHaveLength(1)
  })

  it.each([
    ['no contact_uri', '{"full_name":"Ada"}'],
    ['a SIP phone’s contact_uri', '{"contact_uri":"sip:ada@example.sip.twilio.com"}'],
    ['attributes that are no object', '[]'],
  ])('of a worker with %s', async (_, attributes) => {
    const ben = await centre.hire()
    await centre.rest(`/taskrouter/v1/Workspaces/${workspaceSid}/Workers/${ben.sid}`, { Attributes: attributes })
    const chat = await centre.chat({ workerSid: ben.sid })
    await chat.invited()
  })
})

describe('a refused typed command is answered on the task', () => {
  it.each([
    ['/video resend', 'no-video'],
    ['/video dance', 'unknown-command'],
    ['/transfer nobody at all', 'unknown-target'],
  ])('%s: %s', async (body, code) => {
    const chat = await centre.chat()
    await chat.types(body)
    const refused = await until('the task says so', async () => (await chat.task()).escalate?.refused)
    expect(refused).toMatchObject({ code })
  })
})

describe('commands of customers', () => {
  it('twenty of them, five times each, make no request to Twilio', async () => {
    const chats = await Promise.all(Array.from({ length: 20 }, () => centre.chat()))
    await centre.settled()
    const after = await centre.last()
    const commands = ['/video', '／video', '/video end', '/transfer Ada', '/video']
    await Promise.all(
      chats.flatMap(({ conversationSid }) => commands.map((body) => centre.sim.say(conversationSid, 'customer', body))),
    )
    await centre.settled()
    expect(await asked(after)).toEqual([])
    for (const chat of chats) expect(await chat.rooms()).toEqual([])
  })

  it('before an agent has accepted make no request to Twilio', async () => {
    const agent = await centre.hire()
    const { conversationSid } = await centre.sim.chat({ workerSid: agent.sid, customer: { identity: 'cleo' } })
    await centre.settled()
    const after = await centre.last()
    await centre.sim.say(conversationSid, 'customer', '/video')
    await centre.sim.say(conversationSid, 'customer', '/transfer Ada')
    await centre.settled()
    expect(await asked(after)).toEqual([])
  })
})
