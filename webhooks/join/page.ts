import { readFileSync } from 'node:fs'
import { html } from 'hono/html'
import { noScript } from './no-script.ts'
import type { Start } from './page-state.ts'

/** What the request for a page says about its sender. */
export type Opener = { readonly userAgent: string; readonly languages: readonly string[] }

type FirstScreen = {
  readonly html: string
  readonly locale: string
  readonly direction: string
  /** The page's title in that language, for pages without a brand. */
  readonly title: string
}

/** The built page, and the functions that draw its first screen on the server. */
export type JoinPage = {
  readonly text: string
  /** Draws the first screen. Undefined when only the browser can know the right screen. */
  readonly firstScreen: (start: Start, opener: Opener) => Promise<FirstScreen | undefined>
  /** The brand's colour as a style sheet; empty if it is not a colour. */
  readonly brandStyle: (color: string | undefined) => string
  /** Source of the build → its path under `/j/`. */
  readonly parts: ReadonlyMap<string, string>
}

type Drawing = Pick<JoinPage, 'firstScreen' | 'brandStyle'>

const folder = new URL('../../join-page/dist/', import.meta.url)

/** Reads the page as Vite built it. @throws Error naming the command that builds it */
export async function readPage(): Promise<JoinPage> {
  try {
    const text = readFileSync(new URL('index.html', folder), 'utf8')
    const manifest = readFileSync(new URL('.vite/manifest.json', folder), 'utf8')
    // Our own build of join-page/src/first-screen.tsx, held against this type in test/join-page/first-screen.test.ts.
    const { href } = new URL('server/first-screen.js', folder)
    const drawing: Drawing = await import(href)
    return { text, firstScreen: drawing.firstScreen, brandStyle: drawing.brandStyle, parts: partsIn(manifest) }
  } catch (cause) {
    throw new Error('The join page is not built: run `npm run build`.', { cause })
  }
}

/**
 * Adds the data of the first screen to the page. JSON in a script element of another type is not a script: none of it
 * runs, and the policy allows no inline scripts at all.
 */
export function pageWith(page: string, start: object): string {
  const json = JSON.stringify(start).replaceAll('<', '\\u003c')
  return page.replace('</head>', () => `<script type="application/json" id="start">${json}</script></head>`)
}

/** Returns the page with its first screen drawn in the opener's language. The script takes the screen over when it arrives. */
export async function drawnPage(page: JoinPage, start: Start, opener: Opener): Promise<string> {
  const { color } = start.brand
  const first = await page.firstScreen(start, opener)
  const title = String(await html`<title>${start.brand.name ?? first?.title ?? 'Video call'}</title>`)
  const style = color ? `<link rel="stylesheet" href="/j/brand.css?${encodeURIComponent(color)}">` : ''
  const text = pageWith(page.text, start)
    .replace(/<title>.*?<\/title>/, () => title)
    .replace('</head>', () => `${style}</head>`)
  if (!first) return text
  const words = page.parts.get(`texts/${first.locale}.json`)
  const press = page.parts.get('src/early-press.ts')
  const ahead = [
    press && `<script type="module" async src="/j/${press}"></script>`,
    // English is in the page's own script.
    words && `<link rel="modulepreload" href="/j/${words}">`,
  ]
  return text
    .replace('</head>', () => `${ahead.filter(Boolean).join('')}</head>`)
    .replace(/<html[^>]*>/, () => `<html lang="${first.locale}" dir="${first.direction}">`)
    .replace('<div id="page"></div>', () => `<div id="page">${first.html}</div>`)
    .replace(/(?<=<noscript>).*?(?=<\/noscript>)/, (english) => noScript[first.locale] ?? english)
}

/** Reads Vite's manifest, whose format belongs to the pinned version. */
function partsIn(manifest: string): ReadonlyMap<string, string> {
  const chunks = JSON.parse(manifest) as Record<string, { readonly file: string }>
  return new Map(Object.entries(chunks).map(([source, { file }]) => [source, file]))
}
