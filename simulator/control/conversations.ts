import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { conversationBody, messageBody } from '../conversations/bodies.ts'
import { setConversationState } from '../conversations/conversation-life.ts'
import { addMessage } from '../conversations/messages.ts'
import type { Conversation } from '../conversations/model.ts'
import { fromChannel, fromRest, fromSdk, type Origin } from '../conversations/origin.ts'
import { identityInChats } from '../flex/identity.ts'
import { ControlError, present } from './control-error.ts'
import { findConversation } from './find.ts'
import { readBody } from './read-body.ts'

const author = z.union([
  z.literal('customer'),
  z.strictObject({ workerSid: z.string() }),
  z.strictObject({ api: z.literal(true), author: z.string().optional() }),
])

const newMessage = z.strictObject({
  as: author,
  body: z.string(),
  attributes: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  /** Overrides whether the message fires webhooks. */
  webhooks: z.boolean().optional(),
})

/** Writes messages as customer or agent, and closes conversations. */
export function conversationControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/conversations/:sid/messages', async (c) => {
    const { as, body, attributes = {}, webhooks } = await readBody(c, newMessage)
    const conversation = findConversation(cloud, c.req.param('sid'))
    const writer = writerOf(cloud, conversation, as)
    const origin = { ...writer.origin, fires: webhooks ?? writer.origin.fires }
    const text = typeof attributes === 'string' ? attributes : JSON.stringify(attributes)
    const given = { author: writer.author, body, attributes: text, participantSid: writer.participantSid }
    return c.json(messageBody(cloud, conversation, addMessage(cloud, conversation, given, origin)), 201)
  })
  app.post('/conversations/:sid/close', (c) => {
    const conversation = findConversation(cloud, c.req.param('sid'))
    setConversationState(cloud, conversation, 'closed', { source: 'API', fires: true }, 'API')
    return c.json(conversationBody(cloud, conversation))
  })
  return app
}

interface Writer {
  readonly author: string | undefined
  readonly participantSid?: string
  readonly origin: Origin
}

function writerOf(cloud: Cloud, conversation: Conversation, as: z.output<typeof author>): Writer {
  if (as === 'customer') return customerOf(cloud, conversation)
  if ('api' in as) return { author: as.author, origin: fromRest(undefined) }
  for (const workspace of cloud.taskrouter.workspaces.values()) {
    const worker = workspace.workers.get(as.workerSid)
    if (worker === undefined) continue
    const identity = identityInChats(cloud, worker)
    return { author: identity, origin: fromSdk(identity) }
  }
  throw new ControlError(404, 'not_found', `No worker ${as.workerSid}`)
}

/** The customer: the participant of the conversation who is not a worker. */
function customerOf(cloud: Cloud, conversation: Conversation): Writer {
  const identities = new Set(
    [...cloud.taskrouter.workspaces.values()].flatMap(({ workers }) =>
      [...workers.values()].map((worker) => identityInChats(cloud, worker)),
    ),
  )
  const customer = present(
    [...conversation.participants.values()].find(({ identity }) => identity === null || !identities.has(identity)),
    'customer in',
    conversation.sid,
  )
  if (customer.binding !== null) {
    const { address, type } = customer.binding
    return { author: address, participantSid: customer.sid, origin: fromChannel(type) }
  }
  const identity = customer.identity ?? ''
  return { author: identity, participantSid: customer.sid, origin: fromSdk(identity) }
}
