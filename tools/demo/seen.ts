/** Called for every step that was verified. */
export type Seen = (step: string, ids?: Readonly<Record<string, unknown>>) => void
