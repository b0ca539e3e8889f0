import { type Browser, type BrowserContext, type BrowserContextOptions, chromium as engine } from 'playwright-core'
import { chromium, type Kind } from './chromium.ts'

export type BrowserOptions = {
  /** False: no one grants permissions, so a camera without a granted permission is denied. Needs a whole Chromium. */
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
  // Five frames per second are enough to detect movement and cost a quarter of twenty: the machine encodes in software.
  '--use-fake-device-for-media-stream=fps=5',
  // Without it two pages cannot connect on a machine that has only a loopback network.
  '--allow-loopback-in-peer-connection',
] as const

/** Opens a browser with a fake camera and microphone. */
export const openBrowser = (options: BrowserOptions = {}): Promise<Browser> =>
  launched(options.fakeUi === false ? 'whole' : 'shell', (command, chromiumSandbox) =>
    engine.launch({ executablePath: command, args: flagsFor(options), chromiumSandbox, headless: true }),
  )

/**
 * Opens a browser with a profile folder and one context. Only such a browser caches compiled scripts: the third load of
 * a large script takes a third of the time.
 */
export const openProfile = (folder: string, who: BrowserContextOptions): Promise<BrowserContext> =>
  launched('shell', (command, chromiumSandbox) =>
    engine.launchPersistentContext(folder, {
      ...who,
      executablePath: command,
      args: flagsFor({}),
      chromiumSandbox,
      headless: true,
    }),
  )

const flagsFor = ({ fakeUi = true }: BrowserOptions) => [
  ...FLAGS,
  ...(fakeUi ? ['--use-fake-ui-for-media-stream'] : []),
]

async function launched<T>(kind: Kind, launch: (command: string, chromiumSandbox: boolean) => Promise<T>): Promise<T> {
  const { command } = await chromium(kind)
  const isRoot = process.getuid?.() === 0
  if (isRoot) return launch(command, false)
  try {
    return await launch(command, true)
  } catch (problem) {
    // Most containers do not allow the sandbox. The pages are our own, so it is not needed.
    if (String(problem).includes('No usable sandbox')) return launch(command, false)
    throw problem
  }
}
