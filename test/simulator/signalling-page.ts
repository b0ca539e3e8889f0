import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { chromium, type Page } from 'playwright-core'
import { close, listen } from './running-simulator.ts'

const executablePath = process.env['CHROMIUM_SHELL'] ?? process.env['CHROMIUM'] ?? '/usr/bin/chromium'

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update ' +
  '--disable-sync --use-fake-ui-for-media-stream --use-fake-device-for-media-stream=fps=5 --allow-loopback-in-peer-connection'

/** The events of a page's room. */
export interface Seen {
  readonly what: string
  readonly who?: string
  readonly kind?: string
  readonly name?: string
  /** How many tracks a participant has. */
  readonly tracks?: number
  /** A network's level from 5 (good) to 0. */
  readonly level?: number
  readonly caption?: object
  readonly error?: { readonly code: number; readonly message: string } | null
}

export interface SignallingPage {
  /** Calls one of the functions of signalling-page.js, or any other expression of the page. */
  readonly run: <T>(expression: string) => Promise<T>
  /** Joins with the real SDK. Null, or the application's error. */
  readonly join: (token: string, options: Readonly<Record<string, unknown>>) => Promise<Seen['error']>
  readonly seen: () => Promise<readonly Seen[]>
  readonly close: () => Promise<void>
}

export interface SignallingPages {
  readonly open: () => Promise<SignallingPage>
  readonly stop: () => Promise<void>
}

/**
 * A headless Chromium with `more` flags, fake microphone and camera, and a page with only one of Twilio's SDKs and a
 * script of ours.
 */
export async function startBarePages(sdk: URL, script: URL, more: readonly string[] = []) {
  const files: Readonly<Record<string, string>> = {
    '/': '<!doctype html><meta charset="utf-8"><body><script src="/sdk.js"></script><script src="/page.js"></script>',
    '/sdk.js': await readFile(sdk, 'utf-8'),
    '/page.js': await readFile(script, 'utf-8'),
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const body = files[path]
    const type = path === '/' ? 'text/html' : 'text/javascript'
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body)
  })
  const url = await listen(server)
  const browser = await chromium.launch({ executablePath, headless: true, args: [...flags.split(' '), ...more] })
  return {
    async open(): Promise<Page> {
      const context = await browser.newContext({ permissions: ['camera', 'microphone'] })
      const page = await context.newPage()
      await page.goto(url)
      return page
    },
    async stop() {
      await browser.close()
      await close(server)
    },
  }
}

/** The page of `twilio-video`. `more` flags for its browser. */
export async function startSignallingPages(more: readonly string[] = []): Promise<SignallingPages> {
  const sdk = createRequire(import.meta.url).resolve('twilio-video/package.json')
  const pages = await startBarePages(
    new URL('dist/twilio-video.min.js', `file://${sdk}`),
    new URL('signalling-page.js', import.meta.url),
    more,
  )
  return {
    async open() {
      const page = await pages.open()
      return {
        run: (expression) => page.evaluate(expression),
        // The page's `join` returns exactly that.
        join: (token, options) =>
          page.evaluate(`join(${JSON.stringify(token)}, ${JSON.stringify(options)})`) as Promise<Seen['error']>,
        seen: () => page.evaluate('seen') as Promise<readonly Seen[]>,
        close: () => page.context().close(),
      }
    },
    stop: pages.stop,
  }
}
