import type { Stage } from './stage.ts'

/** `unclear`: the look decided nothing. `saw` goes into a report that leaves the company: it has figures and our own words only. */
export type Seen = { readonly is: 'holds' | 'untrue' | 'unclear'; readonly saw: string }

/** How one assumption about Twilio is looked at; or why the doctor cannot. The ids are those of docs/assumptions.md. */
export type Assumption = { readonly id: string } & (
  | { readonly look: (stage: Stage) => Promise<Seen> }
  | { readonly unseen: string }
)

export const holds = (saw: string): Seen => ({ is: 'holds', saw })
export const untrue = (saw: string): Seen => ({ is: 'untrue', saw })
export const unclear = (saw: string): Seen => ({ is: 'unclear', saw })
