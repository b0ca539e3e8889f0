import { z } from 'zod'
import type { Assignment } from '../core/facts.ts'
import { displayNameOf } from './display-name.ts'
import { identityOf, isClientUri } from './identity.ts'

const sid = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`))
    .optional()
    .catch(undefined)

/** The attributes that Flex writes on the task of a conversation. Others may change them, so all are optional. */
const taskAttributes = z.object({
  conversationSid: sid('CH'),
  flexInteractionSid: sid('KD'),
  flexInteractionChannelSid: sid('UO'),
  channelType: z.string().optional().catch(undefined),
  customerAddress: z.string().max(256).optional().catch(undefined),
  locale: z.string().max(35).optional().catch(undefined),
  language: z.string().max(35).optional().catch(undefined),
})

const workerAttributes = z.object({
  contact_uri: z.unknown().optional(),
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
  readonly workerName?: string | undefined
  readonly workerAttributes: string
}

const onTheWeb = ['web', 'chat']

/** Longer attributes (in characters) are read again when needed instead of being kept with the conversation. */
const keptAttributes = 4096

/** Parses a task's attributes. Values of an unexpected form are left out. */
export const parseAttributes = (text: string) => taskAttributes.catch({}).parse(json(text))

/** Makes an assignment of an accepted reservation. Webhooks and the REST API carry attributes as JSON text. */
export function assignmentFrom(parts: Parts): Assignment {
  const task = parseAttributes(parts.taskAttributes)
  const { channelType, customerAddress, locale, language, flexInteractionSid, flexInteractionChannelSid } = task
  const { contact_uri, ...names } = workerAttributes.catch({}).parse(json(parts.workerAttributes))
  const displayName = displayNameOf(names)
  const identity = identityOf({ contactUri: contact_uri, name: parts.workerName })
  const channel = (channelType ?? parts.taskChannel ?? 'unknown').toLowerCase()
  // On other channels the address is a phone number, which we do not store.
  const customerIdentity = onTheWeb.includes(channel) ? customerAddress : undefined
  const taskLocale = locale ?? language
  const isKept = parts.taskVersion !== undefined && parts.taskAttributes.length <= keptAttributes
  return {
    taskSid: parts.taskSid,
    reservationSid: parts.reservationSid,
    workerSid: parts.workerSid,
    // If the customer has chosen an agent's identity, no one with that identity may command.
    identity: identity === customerAddress ? '' : identity,
    channel,
    ...(customerIdentity && { customerIdentity }),
    ...(displayName && { displayName }),
    ...(taskLocale && { locale: taskLocale }),
    ...(flexInteractionSid && { interactionSid: flexInteractionSid }),
    ...(flexInteractionChannelSid && { channelSid: flexInteractionChannelSid }),
    ...(isKept && { known: { version: parts.taskVersion ?? '', attributes: parts.taskAttributes } }),
  }
}

/** A worker's names for customers and for agents, each empty if there is none. */
export function namesOf(workerText: string): { readonly displayName: string; readonly fullName: string } {
  const { contact_uri: _, ...names } = workerAttributes.catch({}).parse(json(workerText))
  return { displayName: displayNameOf(names), fullName: names.full_name?.trim() ?? '' }
}

/** The chat identity of a worker, empty if there is none. */
export const identityIn = (worker: { readonly friendlyName: string; readonly attributes: string }): string =>
  identityOf({
    contactUri: workerAttributes.catch({}).parse(json(worker.attributes)).contact_uri,
    name: worker.friendlyName,
  })

/** Whether `contact_uri` names the worker's identity in chats. */
export const hasClientUri = (attributes: string): boolean =>
  isClientUri(workerAttributes.catch({}).parse(json(attributes)).contact_uri)

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
