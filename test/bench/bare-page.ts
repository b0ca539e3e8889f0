import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { project } from '../../tools/project.ts'

/** The baseline for the join page: the SDK, one button, and a place for the other picture. */
export async function startBarePage(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const sdk = join(project.root, 'node_modules', 'twilio-video', 'dist', 'twilio-video.min.js')
  const files: Readonly<Record<string, string | Buffer>> = {
    '/': '<!doctype html><meta charset="utf-8"><div data-remote></div><script src="/sdk.js"></script><script src="/page.js"></script>',
    '/sdk.js': await readFile(sdk),
    '/page.js': await readFile(join(import.meta.dirname, 'bare-page.js')),
  }
  const server = createServer(({ url = '/' }, response) => {
    const type = url === '/' ? 'text/html' : 'text/javascript'
    response.writeHead(url in files ? 200 : 404, { 'content-type': type }).end(files[url])
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
