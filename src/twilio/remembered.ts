const rememberedMs = 15_000
const badMs = 5_000

/**
 * A look at Twilio that is asked for often: the answer is kept for a while. A bad one is asked again soon: nobody wants to
 * wait a minute to see that it is mended.
 */
export function remembered(ask: () => Promise<string | undefined>): () => Promise<string | undefined> {
  let last: { readonly at: number; readonly wrong: string | undefined } | undefined
  return async () => {
    const isFresh = last && performance.now() - last.at < (last.wrong ? badMs : rememberedMs)
    if (!isFresh) last = { wrong: await ask(), at: performance.now() }
    return last?.wrong
  }
}
