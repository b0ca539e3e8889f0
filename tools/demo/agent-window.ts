import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { Sim } from '../sim.ts'
import { agentPage } from './agent-page.ts'

/**
 * What the Flex plugin does when an agent opens the video, for a desk that has no plugin: with the agent's Flex token it
 * takes the agent's seat, and shows the page that the server names.
 *
 * @returns where the desk finds it; `{task}` and `{worker}` are filled in by the desk
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
