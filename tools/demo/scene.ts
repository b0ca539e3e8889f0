import { type Sim, type SimRoom, simAt } from '../sim.ts'
import type { Stack } from '../stack.ts'
import { until } from '../until.ts'
import type { Seen } from './seen.ts'

/** The stack that a story plays on, and the functions that verify its steps. */
export type Scene = ReturnType<typeof openScene>

type Video = { readonly id: string; readonly state: string; readonly joined?: boolean; readonly seconds?: number }

export function openScene({ simulatorUrl, serverUrl }: Pick<Stack, 'simulatorUrl' | 'serverUrl'>, seen: Seen) {
  const sim: Sim = simAt(simulatorUrl)
  return {
    sim,
    serverUrl,
    seen,
    /** Waits until the task at Twilio shows this state of the video. */
    saying: (word: string, taskSid: string): Promise<Video> =>
      until(`the task says ${word}`, async () => {
        const { attributes } = await sim.task(taskSid)
        const { escalate } = JSON.parse(attributes) as { escalate?: { video?: Video } } // the product wrote it there
        return escalate?.video?.state === word && escalate.video
      }),
    taskIs: (status: string, taskSid: string) =>
      until(`the task is ${status}`, async () => (await sim.task(taskSid)).assignment_status === status),
    room: (roomSid: string): Promise<SimRoom> =>
      until('the room', async () => (await sim.rooms()).find((each) => each.sid === roomSid)),
  }
}

/** @throws Error if the answer has another HTTP status */
export function expectStatus(what: string, status: number, answer: Response): void {
  expectThat(`${what}: ${answer.status}, not ${status}`, answer.status === status)
}

/** @throws Error with the sentence that should be true */
export function expectThat(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(`Expectation failed: ${what}`)
}
