import { type Browser, type BrowserContext, type BrowserContextOptions, chromium as engine } from 'playwright-core'
import { chromium, type Kind } from './chromium.ts'

export type BrowserOptions = {
  /** False: nobody presses "allow", so that a camera without a granted permission is denied. Only a whole Chromium can do that. */
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
export const openBrowser = (options: BrowserOptions = {}): Promise<Browser> =>
  launched(options.fakeUi === false ? 'whole' : 'shell', (command, chromiumSandbox) =>
    engine.launch({ executablePath: command, args: flagsFor(options), chromiumSandbox, headless: true }),
  )

/**
 * The same with a profile in a folder and one context. Only such a browser keeps what it compiled of a script: the third
 * load of a large one costs a third.
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
    // Most containers allow no sandbox inside. The pages are our own.
    if (String(problem).includes('No usable sandbox')) return launch(command, false)
    throw problem
  }
}
