import { builtPlugin } from '../plugin-build.ts'
import type { Sim } from '../sim.ts'

/**
 * Without the first two a chat does not open by itself and cannot be transferred warmly; the last one enables Flex's
 * own transfers.
 */
const features = ['flex-chat-auto-join', 'flex-warm-transfers', 'new-transfer-experience']

/** Gives the simulated account's Flex the built plugin and Escalate's address. */
export async function setUpFlex(sim: Sim, serverUrl: string): Promise<void> {
  await sim.call('POST', '/flex-ui', {
    plugins: [{ name: 'plugin-escalate', version: '0.1.0', script: await builtPlugin('all') }],
    features,
    transfers: { enabled: true, notes: true },
    configuration: { ui_attributes: { custom_data: { escalate: { server: serverUrl } } } },
  })
}
