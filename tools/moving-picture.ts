import type { Frame, Page } from 'playwright-core'
import { until } from './until.ts'

/** The part of a video element that is read. */
type Picture = { readonly videoWidth: number; readonly currentTime: number }

/**
 * Waits until the first matching video shows a moving picture. A subscribed track alone proves nothing: subscription
 * succeeds even if no byte of the track ever arrives.
 * @throws Error that says what was seen instead
 */
export async function seesMovingPicture(
  page: Page | Frame,
  selector: string,
  { withinMs = 30_000 } = {},
): Promise<void> {
  let before: Picture | undefined
  let last = 'there is no such video'
  const moves = async () => {
    const now = await look(page, selector)
    const isMoving =
      now !== undefined && before !== undefined && now.videoWidth > 0 && now.currentTime > before.currentTime
    if (now) last = `it is ${now.videoWidth} pixels wide, at ${now.currentTime} s after ${before?.currentTime} s`
    before = now
    return isMoving
  }
  await until(`a moving picture in ${selector}`, moves, { withinMs, everyMs: 100 }).catch((problem: unknown) => {
    throw new Error(`No moving picture in ${selector} within ${withinMs / 1000} s: ${last}`, { cause: problem })
  })
}

function look(page: Page | Frame, selector: string): Promise<Picture | undefined> {
  return page.locator(selector).evaluateAll((all: unknown[]) => {
    const [video] = all as Picture[] // the selector names video elements
    return video && { videoWidth: video.videoWidth, currentTime: video.currentTime }
  })
}
