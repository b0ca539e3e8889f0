import { z } from 'zod'

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

/** The settings for the application's page. `frames` are the origins that its address redirects to. */
export const deskSettings = z.strictObject({
  agentPanel: webAddress.nullable(),
  frames: z.array(webAddress.transform((address) => new URL(address).origin)).default([]),
})

/**
 * The application's page that stands beside a chat, as in Flex. `{task}` and `{worker}` in its address stand for SIDs.
 */
export interface AgentPanel {
  readonly address: string
  /** All origins that may be shown in the page's frame and may use the camera there. */
  readonly origins: readonly string[]
}

/** Computes the frame's origins from the settings; null if there is no page. */
export function panelFrom({ agentPanel, frames }: z.output<typeof deskSettings>): AgentPanel | null {
  if (agentPanel === null) return null
  return { address: agentPanel, origins: [...new Set([new URL(agentPanel).origin, ...frames])] }
}
