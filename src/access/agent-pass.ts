import { readWorkerPass, signWorkerPass, type WorkerPass } from './worker-pass.ts'

/** Gives an agent access to the video page, e.g. in a frame inside Flex. */
export type AgentPass = WorkerPass

/** Signs a pass. Every use checks the agent's assignment, so the pass becomes useless after a transfer. */
export const signAgentPass = (pass: AgentPass, secret: string): string => signWorkerPass('agent', pass, secret)

/** @returns the pass, or undefined if none of our secrets signed it or it has expired */
export const readAgentPass = (token: string, secrets: readonly string[], now: number): AgentPass | undefined =>
  readWorkerPass('agent', token, secrets, now)
