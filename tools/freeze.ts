import type { Page } from 'playwright-core'

/**
 * So far (ms): the longest time without a change in any other participant's picture, and the longest time in which the
 * page itself did not run because the machine was busy. A freeze no longer than the latter says nothing about the call.
 */
export type Freeze = { readonly longestFreezeMs: number; readonly pageStoodStillMs: number }
export type Watched = { readonly longestFreeze: () => Promise<Freeze> }

/** The part of a video element that is read, and the state that is kept on the page. */
type Picture = { readonly currentTime: number }
type OnPage = {
  readonly document: { querySelectorAll(selector: string): Iterable<Picture> }
  freezeWatch?: () => Freeze
}

/**
 * Watches the pictures of all other participants, twenty times a second: they move if the position of one of them
 * changes. Two frames of a camera are up to 100 ms apart, so even a call without a freeze reaches that.
 */
export async function watchPictures(page: Page): Promise<Watched> {
  await page.evaluate(() => {
    const on = globalThis as unknown as OnPage // runs in a browser, whose types are not loaded here
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
      if (!freeze) throw new Error('The page was reloaded, which ended the measurement')
      return freeze
    },
  }
}
