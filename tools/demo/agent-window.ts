import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { Sim } from '../sim.ts'
import { agentPage } from './agent-page.ts'

/**
 * Serves an agent's page for a desk without the plugin. As the Flex plugin does, it takes the agent's seat with the
 * agent's Flex token, and redirects to the page that the server names.
 * @returns the address for the desk, which fills in `{task}` and `{worker}`
 */
export async function openAgentWindow(sim: Sim, serverUrl: string, port: number) {
  const app = new Hono().get('/agent', async (c) => {
    c.header('cache-control', 'no-store')
    const { task: taskSid = '', worker = '' } = c.req.query()
    try {
      return c.redirect(await agentPage({ serverUrl, taskSid, flexToken: await sim.flexToken(worker) }))
    } catch (problem) {
      return c.text(
        `${problem instanceof Error ? problem.message : problem}\n\nClose the video and open it again.`,
        409,
      )
    }
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${port}/agent?task={task}&worker={worker}`,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}
