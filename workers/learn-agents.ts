import type { Twilio } from '../src/twilio/port.ts'

const periodMs = 600_000

/**
 * Learns from time to time who is an agent, within rounds every few seconds. A failure is retried in the next round.
 */
export function createLearning({ learnAgents }: Pick<Twilio, 'learnAgents'>, now: () => number = Date.now) {
  let dueAt = 0
  return async (): Promise<void> => {
    if (now() < dueAt) return
    await learnAgents()
    dueAt = now() + periodMs
  }
}
