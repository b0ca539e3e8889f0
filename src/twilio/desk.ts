import { z } from 'zod'
import type { Desk } from '../core/facts.ts'
import { displayNameOf } from './display-name.ts'

const sid = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`))
    .optional()
    .catch(undefined)

/** What Flex writes on the task of a conversation. Other people's attributes: all of it is optional. */
const taskAttributes = z.object({
  conversationSid: sid('CH'),
  flexInteractionSid: sid('KD'),
  flexInteractionChannelSid: sid('UO'),
  channelType: z.string().optional().catch(undefined),
  locale: z.string().max(35).optional().catch(undefined),
  language: z.string().max(35).optional().catch(undefined),
})

/** `contact_uri` is how Flex ties a worker to a Conversations identity: `client:agent_40example_2Ecom`. */
const workerAttributes = z.object({
  contact_uri: z.string().optional().catch(undefined),
  display_name: z.string().optional().catch(undefined),
  full_name: z.string().optional().catch(undefined),
})

type Parts = {
  readonly taskSid: string
  readonly taskAttributes: string
  readonly taskChannel?: string | undefined
  readonly taskVersion?: string | undefined
  readonly reservationSid: string
  readonly workerSid: string
  readonly workerAttributes: string
}

/** Attributes larger than this are read again when needed rather than kept with the conversation. */
const keptAttributes = 4096

export const parseAttributes = (text: string) => taskAttributes.catch({}).parse(json(text))

/** An accepted reservation, from a webhook or from the REST API: both carry attributes as JSON text. */
export function deskFrom(parts: Parts): Desk {
  const task = parseAttributes(parts.taskAttributes)
  const { channelType, locale, language, flexInteractionSid, flexInteractionChannelSid } = task
  const { contact_uri, ...names } = workerAttributes.catch({}).parse(json(parts.workerAttributes))
  const displayName = displayNameOf(names)
  const spoken = locale ?? language
  const isKept = parts.taskVersion !== undefined && parts.taskAttributes.length <= keptAttributes
  return {
    taskSid: parts.taskSid,
    reservationSid: parts.reservationSid,
    workerSid: parts.workerSid,
    identity: contact_uri?.replace(/^client:/, '') ?? '',
    channel: (channelType ?? parts.taskChannel ?? 'unknown').toLowerCase(),
    ...(displayName && { displayName }),
    ...(spoken && { locale: spoken }),
    ...(flexInteractionSid && { interactionSid: flexInteractionSid }),
    ...(flexInteractionChannelSid && { channelSid: flexInteractionChannelSid }),
    ...(isKept && { known: { version: parts.taskVersion ?? '', attributes: parts.taskAttributes } }),
  }
}

/** What agents and customers call a worker, each empty where there is none. */
export function namesOf(workerText: string): { readonly displayName: string; readonly fullName: string } {
  const { contact_uri: _, ...names } = workerAttributes.catch({}).parse(json(workerText))
  return { displayName: displayNameOf(names), fullName: names.full_name?.trim() ?? '' }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
