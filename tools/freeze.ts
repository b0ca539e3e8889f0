import type { Page } from 'playwright-core'

/**
 * Up to now (ms): the longest moment in which no other person's picture moved, and the longest in which the page itself
 * stood still, because the machine had no time for it. A freeze no longer than that says nothing about the call.
 */
export type Freeze = { readonly longestFreezeMs: number; readonly pageStoodStillMs: number }
export type Watched = { readonly longestFreeze: () => Promise<Freeze> }

/** The part of a video element that we look at, and what is kept on the page meanwhile. */
type Picture = { readonly currentTime: number }
type OnPage = {
  readonly document: { querySelectorAll(selector: string): Iterable<Picture> }
  freezeWatch?: () => Freeze
}

/**
 * Looks at every picture of somebody else, twenty times a second: it moves when the position of any of them does. Between
 * two pictures of a camera lie up to 100 ms, so a call without any freeze comes to that.
 */
export async function watchPictures(page: Page): Promise<Watched> {
  await page.evaluate(() => {
    const on = globalThis as unknown as OnPage // this runs in a browser, of which the compiler may not know
    const seen = new WeakMap<Picture, number>()
    let [last, longest, looked, stood] = [performance.now(), 0, performance.now(), 0]
    setInterval(() => {
      const pictures = [...on.document.querySelectorAll('[data-remote] video')]
      const moved = pictures.filter((each) => each.currentTime !== (seen.get(each) ?? each.currentTime))
      for (const each of pictures) seen.set(each, each.currentTime)
      const now = performance.now()
      longest = Math.max(longest, now - last)
      stood = Math.max(stood, now - looked)
      looked = now
      if (moved.length > 0) last = now
    }, 50)
    on.freezeWatch = () => ({
      longestFreezeMs: Math.round(Math.max(longest, performance.now() - last)),
      pageStoodStillMs: Math.round(stood),
    })
  })
  return {
    longestFreeze: async () => {
      const freeze = await page.evaluate(() => (globalThis as unknown as OnPage).freezeWatch?.())
      if (!freeze) throw new Error('The page was loaded anew: nobody watches it any more')
      return freeze
    },
  }
}
