import { createServer } from 'node:http'
import { close, listen } from './running-simulator.ts'

/** The address in a desk's frame: it redirects to a page of another origin, as a signed address would. */
export async function startApplication() {
  const asked: string[] = []
  const page = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A video</title><h1>A video</h1>')
  })
  const pageUrl = await listen(page)
  const door = createServer((request, response) => {
    response.writeHead(302, { location: `${pageUrl}${request.url}` }).end()
  })
  const doorUrl = await listen(door)
  return {
    /** As the control API takes it. */
    settings: { agentPanel: `${doorUrl}/agent?task={task}&worker={worker}`, frames: [`${pageUrl}/anything`] },
    pageUrl,
    doorUrl,
    /** Every address at which the page was loaded. */
    asked,
    stop: () => Promise.all([close(door), close(page)]),
  }
}
