import { readWorkerPass, signWorkerPass, type WorkerPass } from './worker-pass.ts'

/** An agent's way to the video page, e.g. in a frame inside Flex. */
export type AgentPass = WorkerPass

/** Whether this agent still serves the conversation is looked up at every use, so it is worth nothing after a transfer. */
export const signAgentPass = (pass: AgentPass, secret: string): string => signWorkerPass('agent', pass, secret)

/** @returns who comes, or undefined where no secret of ours made it or its time is over */
export const readAgentPass = (token: string, secrets: readonly string[], now: number): AgentPass | undefined =>
  readWorkerPass('agent', token, secrets, now)
