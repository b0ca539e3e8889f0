import { z } from 'zod'

const named = z.object({ customerName: z.string().trim().min(1).max(100) })

/** Returns the customer's name that Flex wrote on the task, if any. */
export function customerNameIn(taskAttributes: string): string | undefined {
  try {
    return named.safeParse(JSON.parse(taskAttributes)).data?.customerName
  } catch {
    return undefined
  }
}
