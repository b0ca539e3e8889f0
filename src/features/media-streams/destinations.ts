import { z } from 'zod'
import type { CallAssignment } from '../../core/facts.ts'

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** Tells whether a stream may go there: `wss://`, or `ws://` on this machine for trying things out. */
export function isUsable(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username, password } = new URL(text)
  // Twilio takes no query string, and a stream has no use for the rest. https://www.twilio.com/docs/voice/twiml/stream
  if (search || hash || username || password || text.includes('?') || text.includes('#')) return false
  return protocol === 'wss:' || (protocol === 'ws:' && loopback.includes(hostname))
}

const name = z.string().regex(/^[\w-]{1,40}$/, 'names have letters, digits, - and _ only')
const rule = z.strictObject({
  /** Name or SID of the TaskRouter queue. */
  queue: z.string().min(1).optional(),
  worker: z
    .string()
    .regex(/^WK[0-9a-fA-F]{32}$/, 'must be WK and 32 hex digits')
    .optional(),
  workflow: z
    .string()
    .regex(/^WW[0-9a-fA-F]{32}$/, 'must be WW and 32 hex digits')
    .optional(),
  /** `true`: only for agents to whom the call was transferred; `false`: only for the first agent. */
  transferred: z.boolean().optional(),
  to: name,
})

const usable = z
  .string()
  .max(2_000)
  .refine(isUsable, 'must be wss:// without a query (ws:// only on this machine, in development)')

/** The URLs that may get audio, and the rules for whose audio they get. The first matching rule decides. */
export const destinations = z
  .strictObject({
    urls: z.record(name, usable).refine((urls) => Object.keys(urls).length > 0, 'names no destination'),
    rules: z.array(rule).max(200).default([]),
    /** For streams that no rule matches. Without it these are not started. */
    otherwise: name.optional(),
    /** Twilio carries two streams a call with both tracks, four with one. */
    track: z.enum(['inbound_track', 'outbound_track', 'both_tracks']).default('both_tracks'),
    /** Whether every agent on a call has a stream, or only the newest. */
    handover: z.enum(['overlap', 'gap-free-sequential']).default('overlap'),
  })
  .superRefine(({ urls, rules, otherwise }, context) => {
    const unknown = (each: string | undefined) => each !== undefined && !Object.hasOwn(urls, each)
    const message = 'is not among the urls'
    for (const [n, { to }] of rules.entries())
      if (unknown(to)) context.addIssue({ code: 'custom', message, path: ['rules', n, 'to'] })
    if (unknown(otherwise)) context.addIssue({ code: 'custom', message, path: ['otherwise'] })
  })
export type Destinations = Omit<z.infer<typeof destinations>, 'track' | 'handover'>

/** The name of the destination for this agent's part of the call; undefined if there is none. */
export function destinationOf(
  { rules, otherwise, urls }: Destinations,
  assignment: CallAssignment,
  transfer: number,
): string | undefined {
  if (assignment.destination !== undefined && Object.hasOwn(urls, assignment.destination)) return assignment.destination
  const isQueueKnown = assignment.isFound !== true || assignment.queueSid !== undefined
  // The task's queue no longer tells which destination was chosen then.
  if (!isQueueKnown && namesByQueue({ rules })) return undefined
  const fits = ({ queue, worker, workflow, transferred }: Destinations['rules'][number]) =>
    (queue === undefined || queue === assignment.queueSid || queue === assignment.queueName) &&
    (worker === undefined || worker === assignment.workerSid) &&
    (workflow === undefined || workflow === assignment.workflowSid) &&
    (transferred === undefined || transferred === transfer > 0)
  return rules.find(fits)?.to ?? otherwise
}

/** Tells whether any rule depends on the queue or workflow by which an agent got the call. */
export const namesByQueue = ({ rules }: Pick<Destinations, 'rules'>): boolean =>
  rules.some(({ queue, workflow }) => queue !== undefined || workflow !== undefined)
