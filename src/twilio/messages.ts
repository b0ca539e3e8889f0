import { z } from 'zod'
import { Retryable } from '../core/errors.ts'
import { calling, sidIn } from './codes.ts'
import { believed, unlessMissing } from './missing.ts'
import type { Message, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

type Messages = Pick<Twilio, 'postMessage' | 'removeMessage'>

/** How many messages a repeat searches for its own: far more than a chat gets during the retries. */
const newest = 50
/** Twilio's status for a removal. */
const removed = 204

/**
 * Conversations messages. https://www.twilio.com/docs/conversations/api/conversation-message-resource
 * `X-Twilio-Webhook-Enabled` is never sent: our own messages must not come back to us as webhooks.
 */
export function messages(sdk: Sdk, chatServiceSid: string): Messages {
  const conversation = (sid: string) => sdk.conversations.v1.services(chatServiceSid).conversations(sid)
  return {
    postMessage: (message) =>
      calling('post message', async () => {
        const earlier = message.mayBeThere ? await posted(message) : undefined
        if (earlier) return { messageSid: earlier }
        const { author, body, template, mark, attributes } = message
        const made = await conversation(message.conversationSid).messages.create({
          author,
          ...(template ? { contentSid: template.sid, contentVariables: JSON.stringify(template.variables) } : { body }),
          attributes: JSON.stringify({ ...attributes, escalateMark: mark }),
        })
        return { messageSid: sidIn('post message', made) }
      }),

    removeMessage: ({ conversationSid, messageSid }) =>
      calling('remove message', async () => {
        // A new message may not be found yet. A message that stays missing is removed.
        const answer = await unlessMissing(() =>
          conversation(conversationSid).messages(messageSid).removeWithHttpInfo(),
        )
        // The SDK takes any 2xx for a removal, but the page of a proxy does not mean that the message was removed.
        if (answer && answer.statusCode !== removed)
          throw new Retryable(`remove message: the answer is ${answer.statusCode}, and not ${removed}`, {
            ambiguous: true,
          })
      }),
  }

  /** Finds an earlier message by the mark in its attributes, because messages take no idempotency key. */
  async function posted({ conversationSid, mark }: Message): Promise<string | undefined> {
    const look = async () => {
      const latest = await conversation(conversationSid).messages.list({ order: 'desc', limit: newest })
      return latest.find((each) => markIn(each.attributes) === mark)?.sid
    }
    return believed(look, (sid) => sid !== undefined)
  }
}

const marked = z.object({ escalateMark: z.string() })

function markIn(attributes: string): string | undefined {
  try {
    return marked.safeParse(JSON.parse(attributes)).data?.escalateMark
  } catch {
    return undefined
  }
}
