import type { Stage } from './stage.ts'

/**
 * The result of a look. `unclear`: it decided nothing. `saw` goes into a report that leaves the company: figures and
 * our own words only.
 */
export type Seen = { readonly is: 'holds' | 'untrue' | 'unclear'; readonly saw: string }

/** How the doctor checks one assumption about Twilio, or why it cannot. The ids are those of docs/assumptions.md. */
export type Assumption = { readonly id: string } & (
  | { readonly look: (stage: Stage) => Promise<Seen> }
  | { readonly unseen: string }
)

export const holds = (saw: string): Seen => ({ is: 'holds', saw })
export const untrue = (saw: string): Seen => ({ is: 'untrue', saw })
export const unclear = (saw: string): Seen => ({ is: 'unclear', saw })
