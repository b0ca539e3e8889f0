import { z } from 'zod'

/** Parts that the schemas of outbound events have in common. */
export const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`))
export const ms = z.number().int().describe('Unix time in milliseconds')

/** The schema of one outbound event. @param says what it reports, for docs/webhooks */
export const event = (type: string, says: string, data: z.ZodType) =>
  z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data }).describe(says)
export type EventSchema = ReturnType<typeof event>
