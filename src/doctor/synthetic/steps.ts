import { z } from 'zod'
import type { Config } from '../../config.ts'
import type { Sdk } from '../../twilio/sdk.ts'
import { answerText, ask } from '../ask.ts'
import type { Finding } from '../check.ts'
import { isAccepted, postSigned } from '../signed-post.ts'
import { eventually, type Patience } from './eventually.ts'
import type { Stage } from './stage.ts'

export type Step = () => Promise<Finding | undefined>

type Play = {
  readonly sdk: Sdk
  readonly sids: { readonly workspaceSid: string; readonly chatServiceSid: string }
  readonly config: Config
  readonly at: Stage
  readonly patience: Patience
}

const taskAttributes = z.object({ escalate: z.object({ video: z.object({ state: z.string() }) }) })
const over = ['ended', 'cancelled']

const log = 'Search the logs of server and worker for this conversation; the other checks show what is missing.'

/** The steps in order; each returns a finding if it fails. */
export function steps({ sdk, sids, config, at, patience }: Play): readonly (readonly [string, Step])[] {
  const workspace = sdk.taskrouter.v1.workspaces(sids.workspaceSid)
  const conversation = sdk.conversations.v1.services(sids.chatServiceSid).conversations(at.conversationSid)
  const task = workspace.tasks(at.taskSid)
  const seen = <T>(look: () => Promise<T | undefined>) => eventually(look, patience)
  const within = `within ${Math.round(patience.withinMs / 1000)} s`

  async function room() {
    const all = await sdk.video.v1.rooms.list({ status: 'in-progress', pageSize: 1000 })
    return all.find(({ uniqueName }) => uniqueName.startsWith(`esc-${at.conversationSid.slice(2)}-`))
  }

  async function state(): Promise<string | undefined> {
    const { attributes } = await task.fetch()
    return taskAttributes.safeParse(JSON.parse(attributes)).data?.escalate.video.state
  }

  const accept: Step = async () => {
    const offered = await seen(async () => (await task.reservations.list({ limit: 1 }))[0])
    if (!offered)
      return { what: `TaskRouter does not offer the task ${within}`, todo: 'Look at the task in the console.' }
    await task.reservations(offered.sid).update({ reservationStatus: 'accepted' })
    return undefined
  }

  /** Messages over REST cause no webhook, and nobody vouches for their author. So this sends the webhook, signed. */
  const command: Step = async () => {
    const message = await conversation.messages.create({ author: at.identity, body: '/video' })
    const answer = await postSigned(config, '/webhooks/conversations', {
      EventType: 'onMessageAdded',
      Source: 'SDK',
      ClientIdentity: at.identity,
      Author: at.identity,
      ConversationSid: at.conversationSid,
      MessageSid: message.sid,
      DateCreated: message.dateCreated.toISOString(),
      Body: '/video',
      Attributes: '{}',
    })
    return isAccepted(answer)
      ? undefined
      : { what: `The server does not accept the command: ${answerText(answer)}`, todo: log }
  }

  const open: Step = async () => {
    const made = await seen(room)
    if (!made) return { what: `No room is made ${within}`, todo: log }
    if (made.type === 'group') return undefined
    return { what: `The room is of type ${made.type}, not group`, todo: 'Ask Twilio’s support to enable group rooms.' }
  }

  const invite: Step = async () => {
    const link = await seen(async () => {
      const all = await conversation.messages.list({ limit: 20 })
      return all.flatMap(({ body }) => /https?:\/\/\S+\/j\/\S+/.exec(body ?? '')?.[0] ?? [])[0]
    })
    if (link === undefined) return { what: `No invite is posted ${within}`, todo: log }
    const answer = await ask(link)
    if (!('why' in answer) && answer.status === 200) return undefined
    return { what: `The link in the invite does not open: ${answerText(answer)}`, todo: log }
  }

  const end: Step = async () => {
    await task.update({ assignmentStatus: 'completed', reason: 'Escalate doctor' })
    const isClosed = await seen(async () => ((await room()) === undefined ? true : undefined))
    if (!isClosed) return { what: `The room is not closed ${within} of the task's end`, todo: log }
    const word = await seen(async () => {
      const now = await state()
      return now !== undefined && over.includes(now) ? now : undefined
    })
    if (word !== undefined) return undefined
    return { what: `The outcome is not written to the task ${within}`, todo: log }
  }

  return [
    ['an agent accepts', accept],
    ['/video is accepted', command],
    ['a room is made', open],
    ['the invite opens', invite],
    ['all ends with the task', end],
  ]
}
