import { z } from 'zod'
import { pageStep } from '../../core/facts.ts'

const told = z.object({ step: pageStep, detail: z.string().optional(), at: z.number() })

/** The customer on the join page: what the room's own callbacks cannot tell. */
export const customer = z.object({
  /** How far they came. Their page says so, so it is a help for the agent and no basis for rights. */
  step: told.optional(),
  /** The open pages that said something, each with its last word and whose it is; who spoke last stands last. */
  pages: z.array(told.extend({ device: z.string() })).default([]),
  /** Before the closed door: the agent is not there yet. */
  isWaiting: z.boolean(),
  /** When one of their devices last went on after reading that the call may be recorded. */
  consentedAt: z.number().optional(),
  /** Put out by the agent. The link works again when it is sent again. */
  isRemoved: z.boolean(),
  muteAsks: z.number(),
})

export const rating = z.object({ stars: z.number(), issues: z.array(z.string()), comment: z.string(), at: z.number() })
