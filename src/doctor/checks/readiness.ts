import { z } from 'zod'
import { answerText, ask, jsonIn } from '../ask.ts'
import type { Check } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'

const report = z.object({ checks: z.record(z.string(), z.string()) })

/** Reads what the running server reports about its Redis, its workers and its access to Twilio. */
export const readiness: Check = {
  name: 'readiness of the server',
  needs: ['public address'],
  isOff: noServer,
  async look(account) {
    const answer = await ask(`${serverOf(account).PUBLIC_URL}/readyz`)
    const { data } = report.safeParse(jsonIn(answer))
    if (!data) return [{ what: `/readyz did not answer: ${answerText(answer)}`, todo: 'See the server’s log.' }]
    return Object.entries(data.checks)
      .filter(([, state]) => state !== 'ok')
      .map(([name, state]) => ({
        what: `The server is not ready: ${name}: ${state}`,
        todo:
          name === 'worker' ? 'Start a worker: `node workers/main.ts`.' : 'Look into the server’s log and environment.',
      }))
  },
}
