import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

export const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands, a line each. */
export async function axeFindings(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: tags }
  const { violations } = await page.evaluate(
    // axe is in the page: an init script has put it there.
    (options) => (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(options),
    { runOnly, resultTypes: ['violations'] },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.slice(0, 300)}`),
  )
}

/** How far the page can be scrolled sideways, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Controls that a finger would miss: buttons below 44 px, anything below 24 px. A box with a label is as large as that. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, input, textarea, a[href]')].flatMap((control) => {
      const target = control.closest('label') ?? control
      const { width, height } = target.getBoundingClientRect()
      const least = control instanceof HTMLButtonElement ? 44 : 24
      const isHidden = width === 0 && height === 0
      // Layout rounds to fractions of a pixel.
      if (isHidden || (width >= least - 0.5 && height >= least - 0.5)) return []
      return [`${control.outerHTML.slice(0, 120)} is ${Math.round(width)} × ${Math.round(height)}`]
    }),
  )
