import { readFileSync } from 'node:fs'
import { html } from 'hono/html'

const built = new URL('../../join-page/dist/index.html', import.meta.url)

/** The page as Vite built it. @throws Error naming the command that builds it */
export function readPage(): string {
  try {
    return readFileSync(built, 'utf8')
  } catch (cause) {
    throw new Error('The join page is not built: run `npm run build`.', { cause })
  }
}

/**
 * The page with what it needs for its first screen. JSON in a script element of another type is no script: nothing of it
 * runs, and the policy allows no inline script at all.
 */
export function pageWith(page: string, start: object): string {
  const json = JSON.stringify(start).replaceAll('<', '\\u003c')
  return page.replace('</head>', () => `<script type="application/json" id="start">${json}</script></head>`)
}

/** What link previews show of it: the title, and nothing of anybody. */
export const previewPage = (title: string) =>
  html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>${title}</title></head></html>`
