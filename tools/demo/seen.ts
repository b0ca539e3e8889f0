/** Called for every step that was seen to have happened. */
export type Seen = (step: string, ids?: Readonly<Record<string, unknown>>) => void
