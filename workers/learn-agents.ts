import type { Twilio } from '../src/twilio/port.ts'

const periodMs = 600_000

/** For a round every few seconds: learns who is an agent, now and then. What fails is tried again in the next round. */
export function createLearning({ learnAgents }: Pick<Twilio, 'learnAgents'>, now: () => number = Date.now) {
  let dueAt = 0
  return async (): Promise<void> => {
    if (now() < dueAt) return
    await learnAgents()
    dueAt = now() + periodMs
  }
}
