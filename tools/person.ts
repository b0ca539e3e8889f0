import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

export type PersonOptions = {
  readonly device?: keyof typeof devices
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly deviceScaleFactor?: number
  /** What the browser may use without asking. */
  readonly permissions?: readonly string[]
  readonly locale?: string
  readonly colorScheme?: 'light' | 'dark'
  readonly reducedMotion?: 'reduce' | 'no-preference'
  readonly userAgent?: string
}

export type Person = {
  readonly page: Page
  readonly context: BrowserContext
  /** The browser's complaints so far: uncaught errors, refused resources, violated page policies. */
  readonly complaints: readonly string[]
  /** Closes the window. */
  readonly leave: () => Promise<void>
}

// A user agent as in people's browsers: a headless one names itself and counts as a bot.
const chrome = (system: string, version: string, kind = '') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0${kind} Safari/537.36`

const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
    hasTouch: true,
  },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>

/** The browser context of one user, for a browser of this version. */
export function contextOf(
  version: string,
  { device = 'desktop', permissions = ['camera', 'microphone'], ...rest }: PersonOptions = {},
): BrowserContextOptions {
  const major = version.split('.')[0] ?? ''
  const userAgent =
    device === 'phone' ? chrome('Linux; Android 10; K', major, ' Mobile') : chrome('X11; Linux x86_64', major)
  return { ...devices[device], userAgent, ...rest, permissions: [...permissions] }
}

/** Opens a new user's browser context, without earlier or shared data. */
export async function person(browser: Browser, who: PersonOptions = {}): Promise<Person> {
  const context = await browser.newContext(contextOf(browser.version(), who))
  const page = await context.newPage()
  const complaints: string[] = []
  context.on('weberror', (each) => complaints.push(String(each.error())))
  context.on('console', (each) => each.type() === 'error' && complaints.push(each.text()))
  return { page, context, complaints, leave: () => context.close({ reason: 'left' }) }
}
