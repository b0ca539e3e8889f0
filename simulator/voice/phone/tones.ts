/** The tones of all parties in Hz. All are multiples of 10 Hz, so that every mix repeats after five frames. */
export const tones = { customer: 440, firstAgent: 600, nextAgent: 200, music: 300, outside: 350 } as const

/** The tone of the nth agent in a call: 600, 800, 1000 … Hz. They repeat after the twelfth agent. */
export const agentTone = (nth: number): number => tones.firstAgent + tones.nextAgent * (nth % 12)
