import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type BrowserOptions, openBrowser } from '../../tools/browser.ts'
import { project } from '../../tools/project.ts'
import { addWitness } from './witnesses.ts'

const folder = join(project.own, 'failures')
const open = new Map<string, Promise<Browser>>()
let pictures = 0

/**
 * The browser of this process with these options: it ends with the process, so no test closes it. When a test fails, a
 * screenshot of each open page is kept.
 */
export function theBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const key = JSON.stringify(options)
  const found = open.get(key) ?? openBrowser(options)
  if (!open.has(key)) addWitness({ tell: async () => picturesOf((await found).contexts()) })
  open.set(key, found)
  return found
}

/** A screenshot of each open page, and its file. */
export async function picturesOf(contexts: readonly BrowserContext[]): Promise<string> {
  const pages = contexts.flatMap((context) => context.pages())
  await mkdir(folder, { recursive: true })
  return (await Promise.all(pages.map(picture))).join('\n')
}

async function picture(page: Page): Promise<string> {
  const path = join(folder, `${process.pid}-${++pictures}.png`)
  const seen = await page.screenshot({ path, timeout: 5_000 }).then(
    () => path,
    (problem: unknown) => `no picture: ${String(problem).split('\n', 1)[0]}`,
  )
  return `Page ${page.url()}: ${seen}`
}
