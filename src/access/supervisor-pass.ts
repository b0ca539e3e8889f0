import { readWorkerPass, signWorkerPass, type WorkerPass } from './worker-pass.ts'

/** A supervisor's way into one call, for a Flex token that was checked when they asked to join. */
export type SupervisorPass = WorkerPass

/** No reservation stands behind it that could be looked up again, so `until` should be near. */
export const signSupervisorPass = (pass: SupervisorPass, secret: string): string =>
  signWorkerPass('supervisor', pass, secret)

/** @returns who comes, or undefined where no secret of ours made it or its time is over */
export const readSupervisorPass = (
  token: string,
  secrets: readonly string[],
  now: number,
): SupervisorPass | undefined => readWorkerPass('supervisor', token, secrets, now)
