import { type Browser, chromium as engine } from 'playwright-core'
import { chromium } from './chromium.ts'

export type BrowserOptions = {
  /** False: nobody presses "allow", so that a camera without a granted permission is denied. */
  readonly fakeUi?: boolean
}

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Five pictures a second move enough to be seen, and cost a quarter of what twenty do: the machine encodes in software.
  '--use-fake-device-for-media-stream=fps=5',
  // Without it there is no way between two pages on a machine that has no network but its own.
  '--allow-loopback-in-peer-connection',
] as const

/** A browser with a camera and a microphone that are not there. */
export async function openBrowser({ fakeUi = true }: BrowserOptions = {}): Promise<Browser> {
  const { command } = await chromium()
  const args = [...FLAGS, ...(fakeUi ? ['--use-fake-ui-for-media-stream'] : [])]
  const launch = (chromiumSandbox: boolean) =>
    engine.launch({ executablePath: command, args, chromiumSandbox, headless: true })
  const isRoot = process.getuid?.() === 0
  if (isRoot) return launch(false)
  try {
    return await launch(true)
  } catch (problem) {
    // Most containers allow no sandbox inside. The pages are our own.
    if (String(problem).includes('No usable sandbox')) return launch(false)
    throw problem
  }
}
