import { z } from 'zod'
import { pageStep } from '../../core/facts.ts'

const reported = z.object({ step: pageStep, detail: z.string().optional(), at: z.number() })

/** The customer on the join page: what Twilio's room callbacks do not report. */
export const customer = z.object({
  /** The readiness step. The page reports it, so it helps the agent but gives no rights. */
  step: reported.optional(),
  /** The open pages that reported a step, each with its latest step and its device. The latest report comes last. */
  pages: z.array(reported.extend({ device: z.string() })).default([]),
  /** In the waiting room: the agent is not there yet. */
  isWaiting: z.boolean(),
  /** When a device of the customer last continued after the notice that the call may be recorded. */
  consentedAt: z.number().optional(),
  /** Removed by the agent. Sending a link again lets the customer back in. */
  isRemoved: z.boolean(),
  muteAsks: z.number(),
})

export const rating = z.object({ stars: z.number(), issues: z.array(z.string()), comment: z.string(), at: z.number() })
