import { readWorkerPass, signWorkerPass, type WorkerPass } from './worker-pass.ts'

/** Gives a supervisor access to one call, after their Flex token was checked. */
export type SupervisorPass = WorkerPass

/** Signs a pass. No reservation can be checked again at its use, so `until` should be near. */
export const signSupervisorPass = (pass: SupervisorPass, secret: string): string =>
  signWorkerPass('supervisor', pass, secret)

/** @returns the pass, or undefined if none of our secrets signed it or it has expired */
export const readSupervisorPass = (
  token: string,
  secrets: readonly string[],
  now: number,
): SupervisorPass | undefined => readWorkerPass('supervisor', token, secrets, now)
