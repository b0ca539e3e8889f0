import { z } from 'zod'

const named = z.object({ customerName: z.string().trim().min(1).max(100) })

/** What Flex wrote on the task about who the customer is; undefined where it knows no name. */
export function customerNameIn(taskAttributes: string): string | undefined {
  try {
    return named.safeParse(JSON.parse(taskAttributes)).data?.customerName
  } catch {
    return undefined
  }
}
