/** Every party of a call has a tone of its own. All are multiples of 10 Hz: what is mixed repeats after five frames. */
export const tones = { customer: 440, firstAgent: 600, nextAgent: 200, music: 300, outside: 350 } as const

/** The tone of the nth agent on a call: 600, 800, 1000 … Hz; after the twelfth they begin again. */
export const agentTone = (nth: number): number => tones.firstAgent + tones.nextAgent * (nth % 12)
