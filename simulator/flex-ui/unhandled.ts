import type { Cloud } from '../cloud/cloud.ts'
import type { Answer } from '../rest/route.ts'

/** Refuses an unknown address with 404 and writes it to the journal, so that tests can fail on it. */
export function unhandled(cloud: Cloud, host: string, method: string, path: string): Answer {
  cloud.journal.change('flex-ui.unhandled', host, { host, method, path })
  const gap = `${method} ${host}${path} is an address the simulator does not know`
  return { status: 404, body: { status: 404, code: 20404, message: `The simulator does not know ${host}${path}` }, gap }
}
