import { z } from 'zod'

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

/** What a desk is told of the application's own view of a task. `frames` are the origins that the address leads on to. */
export const deskSettings = z.strictObject({
  agentPanel: webAddress.nullable(),
  frames: z.array(webAddress.transform((address) => new URL(address).origin)).default([]),
})

/** What stands beside a chat in Flex: a page of the application. `{task}` and `{worker}` in its address are SIDs. */
export interface AgentPanel {
  readonly address: string
  /** Everything that may be shown in its frame, and may use the camera there. */
  readonly origins: readonly string[]
}

export function panelFrom({ agentPanel, frames }: z.output<typeof deskSettings>): AgentPanel | null {
  if (agentPanel === null) return null
  return { address: agentPanel, origins: [...new Set([new URL(agentPanel).origin, ...frames])] }
}
