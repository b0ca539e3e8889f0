import { AsyncLocalStorage } from 'node:async_hooks'

/** Ties together what follows from one another: a webhook, its decision, its effects, their calls to Twilio. */
export type Trace = {
  /** The id of the fact that everything began with. */
  readonly id: string
  /** The effect whose outcome is being decided. */
  readonly cause?: string
}

const current = new AsyncLocalStorage<Trace>()

/** Whatever `work` does, also later, belongs to this trace. */
export const traced = <T>(trace: Trace, work: () => Promise<T>): Promise<T> => current.run(trace, work)

/** The trace this code runs in, for logs; undefined outside of one. */
export const currentTrace = (): Trace | undefined => current.getStore()
