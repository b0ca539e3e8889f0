import type { Page } from 'playwright-core'

/** The longest moment (ms) in which no other person's picture moved, up to now. */
export type Watched = { readonly longestFreeze: () => Promise<number> }

/** The part of a video element that we look at, and what is kept on the page meanwhile. */
type Picture = { readonly currentTime: number }
type OnPage = typeof globalThis & {
  readonly document: { querySelectorAll(selector: string): Iterable<Picture> }
  freezeWatch?: () => number
}

/**
 * Looks at every picture of somebody else, twenty times a second: it moves when the position of any of them does. Between
 * two pictures of a camera lie up to 100 ms, so a call without any freeze comes to that.
 */
export async function watchPictures(page: Page): Promise<Watched> {
  await page.evaluate(() => {
    const on = globalThis as OnPage // this runs in a browser
    const seen = new WeakMap<Picture, number>()
    let [last, longest] = [performance.now(), 0]
    setInterval(() => {
      const pictures = [...on.document.querySelectorAll('[data-remote] video')]
      const moved = pictures.filter((each) => each.currentTime !== (seen.get(each) ?? each.currentTime))
      for (const each of pictures) seen.set(each, each.currentTime)
      const now = performance.now()
      longest = Math.max(longest, now - last)
      if (moved.length > 0) last = now
    }, 50)
    on.freezeWatch = () => Math.max(longest, performance.now() - last)
  })
  return { longestFreeze: () => page.evaluate(() => Math.round((globalThis as OnPage).freezeWatch?.() ?? -1)) }
}
