import { z } from 'zod'

/** A participant of an interaction channel. Each agent has a task of their own. */
const interactionParticipant = z.object({
  participantSid: z.string(),
  kind: z.enum(['agent', 'customer', 'supervisor', 'other']),
  workerSid: z.string().optional(),
  taskSid: z.string().optional(),
})
export type InteractionParticipant = z.infer<typeof interactionParticipant>

/** The target of a transfer. `name` is for agents. */
export const transferTarget = z.object({
  kind: z.enum(['worker', 'queue']),
  sid: z.string(),
  name: z.string(),
  /** The name that customers may read; queues have none. */
  displayName: z.string().optional(),
  /** Of a worker: whether TaskRouter would offer them a task. Of a queue: whether the transfer workflow leads to it. */
  isAvailable: z.boolean(),
})
export type TransferTarget = z.infer<typeof transferTarget>

const mode = z.enum(['cold', 'warm'])

export const videoCommand = z.discriminatedUnion('type', [
  /** `record` overrides the configured recording for this one escalation. */
  z.object({ type: z.literal('video.start'), record: z.boolean().optional() }),
  /** `reason`: the supervisor's, one of our own words. */
  z.object({ type: z.literal('video.end'), reason: z.string().optional() }),
  z.object({ type: z.literal('video.resend') }),
  /** Sends a new link; the old one and its seats become useless. */
  z.object({ type: z.literal('video.renew') }),
  z.object({ type: z.literal('video.revoke') }),
  z.object({ type: z.literal('video.remove-customer') }),
  z.object({ type: z.literal('video.mute-customer') }),
  z.object({ type: z.literal('video.record'), on: z.boolean() }),
  /** A typed `/video` with a word that is no command. */
  z.object({ type: z.literal('video.unknown'), word: z.string() }),
])
export type VideoCommand = z.infer<typeof videoCommand>

export const transferCommand = z.discriminatedUnion('type', [
  /** The API has looked up the target, and the agents who are in the channel. */
  z.object({
    type: z.literal('transfer.start'),
    target: transferTarget,
    mode,
    note: z.string().optional(),
    workerSids: z.array(z.string()),
  }),
  /** `name`: the typed text, with a note if there is one. The target still has to be looked up at Twilio. */
  z.object({ type: z.literal('transfer.find'), mode, name: z.string() }),
  z.object({ type: z.literal('transfer.cancel') }),
  /** `participants`: those of the channel, read a moment ago. */
  z.object({
    type: z.literal('participant.remove'),
    participantSid: z.string(),
    participants: z.array(interactionParticipant),
  }),
  z.object({ type: z.literal('conversation.leave'), participants: z.array(interactionParticipant) }),
])
export type TransferCommand = z.infer<typeof transferCommand>

export const videoRequestCommand = z.discriminatedUnion('type', [
  /** The agent will not start the video that the customer asks for. The customer gets no message. */
  z.object({ type: z.literal('video-request.decline') }),
])

/** A command of an agent, typed in the chat or sent over the API. Routes parse it; features decide it. */
export const command = z.discriminatedUnion('type', [
  ...videoCommand.options,
  ...transferCommand.options,
  ...videoRequestCommand.options,
])
export type Command = z.infer<typeof command>
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

const isOneOf = (options: readonly { shape: { type: { value: string } } }[]) => {
  const types = new Set(options.map(({ shape }) => shape.type.value))
  return ({ type }: Command) => types.has(type)
}
export const isVideoCommand = isOneOf(videoCommand.options) as (each: Command) => each is VideoCommand
export const isTransferCommand = isOneOf(transferCommand.options) as (each: Command) => each is TransferCommand
