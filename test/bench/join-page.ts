import { openBrowser } from '../../tools/browser.ts'
import { simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { firstFrame } from './first-frame.ts'
import { firstPaint } from './first-paint.ts'
import { wireSize } from './wire-size.ts'

/** A customer's waiting times: bytes, the first screen on a slow phone, and the agent's picture after "join". */
export async function joinPage(stack: Stack) {
  const browser = await openBrowser()
  const sim = simAt(stack.simulatorUrl)
  try {
    return {
      wire: await wireSize(browser, sim),
      firstPaint: await firstPaint(browser, sim),
      joinToFirstFrame: await firstFrame(browser, sim, stack),
    }
  } finally {
    await browser.close()
  }
}
