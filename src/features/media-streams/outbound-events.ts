import { z } from 'zod'
import { event, sid } from '../../core/event-schema.ts'

const streams = z.object({
  id: sid('CA').describe("The customer's leg"),
  state: z.string(),
  previousState: z.string().optional(),
  taskSid: sid('WT'),
  running: z.number().int(),
  streams: z.number().int().describe('How many there have been on this call'),
  assignments: z.number().int(),
  agents: z.number().int().describe('How many agents the call has had'),
  safety: z.string().describe('Whether the call continues when the first agent leaves it'),
  isCallOver: z.boolean(),
})

/** The events about media streams that receivers get. */
export const outboundEvents = [
  event('streams.off', 'No stream of the call is running, or not yet', streams),
  event('streams.on', 'At least one stream is running', streams),
  event('streams.trouble', 'A stream that should run does not', streams),
  event('streams.over', 'The call is over, and no stream runs', streams),
]
