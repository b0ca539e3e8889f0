import { AsyncLocalStorage } from 'node:async_hooks'

/** Connects everything that follows from one fact: its decision, its effects, their calls to Twilio. */
export type Trace = {
  /** The id of the first fact. */
  readonly id: string
  /** The effect whose outcome is being decided. */
  readonly cause?: string
}

const current = new AsyncLocalStorage<Trace>()

/** Runs work within a trace, including everything that the work starts. */
export const traced = <T>(trace: Trace, work: () => Promise<T>): Promise<T> => current.run(trace, work)

/** The trace of the running code, for logs; undefined outside of one. */
export const currentTrace = (): Trace | undefined => current.getStore()
