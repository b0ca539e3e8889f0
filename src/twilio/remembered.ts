const rememberedMs = 15_000
const badMs = 5_000

/**
 * Caches a check at Twilio that runs often. A bad answer is cached for a shorter time, so that a repair shows soon.
 */
export function remembered(check: () => Promise<string | undefined>): () => Promise<string | undefined> {
  let last: { readonly at: number; readonly wrong: string | undefined } | undefined
  return async () => {
    const isFresh = last && performance.now() - last.at < (last.wrong ? badMs : rememberedMs)
    if (!isFresh) last = { wrong: await check(), at: performance.now() }
    return last?.wrong
  }
}
