import { z } from 'zod'
import { answerText, ask, jsonIn } from '../ask.ts'
import type { Check } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'

const report = z.object({ checks: z.record(z.string(), z.string()) })

/** What the running server itself finds: its Redis, its workers, its way to Twilio. */
export const readiness: Check = {
  name: 'readiness of the server',
  needs: ['public address'],
  isOff: noServer,
  async look(account) {
    const answer = await ask(`${serverOf(account).PUBLIC_URL}/readyz`)
    const { data } = report.safeParse(jsonIn(answer))
    if (!data) return [{ what: `/readyz did not answer: ${answerText(answer)}`, todo: 'See the server’s log.' }]
    return Object.entries(data.checks)
      .filter(([, said]) => said !== 'ok')
      .map(([name, said]) => ({
        what: `The server is not ready: ${name}: ${said}`,
        todo:
          name === 'worker' ? 'Start a worker: `node workers/main.ts`.' : 'Look into the server’s log and environment.',
      }))
  },
}
