import { z } from 'zod'
import { date, duration, jsonText, sid, text, textUpTo } from '../rest/parameters.ts'
import { milliseconds } from './state-timers.ts'

const atLeast = (least: string) =>
  duration.refine((value) => value === 'PT0S' || milliseconds(value) >= milliseconds(least), `shorter than ${least}`)

/** Dates come from the simulated clock, and e-mail is not imitated. */
export const idleOfConversation = ['DateCreated', 'DateUpdated', 'Bindings.Email.Address', 'Bindings.Email.Name']

/** The parameters of a conversation, for creating and for updating. */
export const conversationParameters = z.strictObject({
  FriendlyName: textUpTo(256).optional(),
  UniqueName: textUpTo(256).optional(),
  Attributes: jsonText(16_384).optional(),
  MessagingServiceSid: sid('MG').optional(),
  DateCreated: date.optional(),
  DateUpdated: date.optional(),
  State: z.enum(['active', 'inactive', 'closed']).optional(),
  'Timers.Inactive': atLeast('PT1M').optional(),
  'Timers.Closed': atLeast('PT10M').optional(),
  'Bindings.Email.Address': text.optional(),
  'Bindings.Email.Name': text.optional(),
})
