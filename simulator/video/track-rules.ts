import { z } from 'zod'
import { jsonParameter } from '../rest/json-parameter.ts'
import type { PublishedTrack, RoomParticipant, TrackRule } from './model.ts'

/** SDKs of other languages write booleans as text. */
const isTrue = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])

const filters = ['kind', 'publisher', 'track'] as const

/** `all` must be alone and true; without it there is at least one filter. */
const rule = z
  .strictObject({
    type: z.enum(['include', 'exclude']),
    all: isTrue.optional(),
    kind: z.enum(['audio', 'video', 'data']).optional(),
    publisher: z.string().optional(),
    track: z.string().optional(),
  })
  .refine((given) => (given.all === undefined) === filters.some((name) => given[name] !== undefined), 'not one filter')
  .refine(({ all }) => all !== false, 'all is not true')

/** Rules in a parameter: a JSON list (Twilio docs: "Recording Rules", "Track Subscriptions"). */
export const trackRules = jsonParameter(z.array(rule).min(1).max(20))

/** Whether rules choose a track. They apply in order: each adds to the chosen tracks or removes from them. */
export function chooses(
  rules: readonly TrackRule[],
  { publisher, track }: { readonly publisher: RoomParticipant; readonly track: PublishedTrack },
  before = false,
): boolean {
  return rules.reduce((chosen, each) => (fits(each, publisher, track) ? each.type === 'include' : chosen), before)
}

function fits({ kind, publisher, track }: TrackRule, { sid, identity }: RoomParticipant, of: PublishedTrack): boolean {
  return (
    (kind === undefined || kind === of.kind) &&
    (publisher === undefined || publisher === sid || publisher === identity) &&
    (track === undefined || track === of.sid || track === of.name)
  )
}
