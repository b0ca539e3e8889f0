import { freePort } from '../free-port.ts'
import { simAt } from '../sim.ts'
import { type StackOptions, startStack } from '../stack.ts'
import { openAgentWindow } from './agent-window.ts'

/**
 * Starts everything that a user needs to be customer and agent in a browser: the stack, and a desk that can show the
 * agent's video.
 */
export async function openHouse({ ports = {}, env, ...rest }: StackOptions = {}) {
  const simulator = ports.simulator ?? (await freePort())
  const desks = [`http://127.0.0.1:${simulator}`, `http://localhost:${simulator}`]
  const stack = await startStack({
    ...rest,
    ports: { ...ports, simulator },
    env: { FLEX_ORIGINS: desks.join(','), VIDEO_REQUESTS: 'on', ...env },
  })
  try {
    const sim = simAt(stack.simulatorUrl)
    const agentWindow = await openAgentWindow(sim, stack.serverUrl, await freePort())
    const stop = async () => {
      await Promise.all([agentWindow.stop(), stack.stop()])
    }
    await sim
      .call('POST', '/desk', { agentPanel: agentWindow.url, frames: [stack.serverUrl] })
      .catch(async (problem) => {
        await agentWindow.stop()
        throw problem
      })
    return { ...stack, deskUrl: `${stack.simulatorUrl}/desk`, stop }
  } catch (problem) {
    await stack.stop()
    throw problem
  }
}
