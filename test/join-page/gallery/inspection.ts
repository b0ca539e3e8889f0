import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** The screenshots of failures, and of all states on request. Git ignores the folder. */
export const screenshots = join(import.meta.dirname, '..', 'screenshots')

export type Inspection = ReturnType<typeof inspect>

/**
 * Collects what is wrong with a page. Each line names the page, the look (such as "dark, 320 px") and the broken rule, and
 * ends with the path of a screenshot, which is written only then.
 */
export function inspect(page: Page, name: string, folder = screenshots) {
  const lines: string[] = []
  return {
    lines: lines as readonly string[],
    async add(look: string, found: readonly string[]): Promise<void> {
      if (found.length === 0) return
      await mkdir(folder, { recursive: true })
      const path = join(folder, `failed ${name} ${look}.png`.replaceAll(/[^\w.-]+/g, '-'))
      await page.screenshot({ path, fullPage: true })
      lines.push(...found.map((each) => `${name}, ${look}: ${each}; screenshot: ${path}`))
    },
  }
}
