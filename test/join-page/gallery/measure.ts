import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

export const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const wcag = {
  type: 'tag' as const,
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
const contrast = { type: 'rule' as const, values: ['color-contrast'] }

declare global {
  interface Window {
    /** Loaded by an init script. */
    axe: typeof import('axe-core')
  }
}

/** Both ends of the gradient behind the page: axe cannot judge a text that stands on a gradient. */
const grounds = ['var(--ground)', 'var(--brand-soft)'] as const

/** Lists axe's violations on the page, one per line. */
export const axeFindings = async (page: Page): Promise<readonly string[]> => [
  ...(await findings(page, wcag, grounds[0])),
  ...(await findings(page, contrast, grounds[1])),
]

/** Lists axe's contrast violations on the page, one per line. No other rule of axe depends on the colours. */
export const contrastFindings = async (page: Page): Promise<readonly string[]> => [
  ...(await findings(page, contrast, grounds[0])),
  ...(await findings(page, contrast, grounds[1])),
]

// Axe's report is mostly about rules that hold. Sending all of it to the test takes as long as a fifth of the check.
const findings = (page: Page, runOnly: typeof wcag | typeof contrast, ground: (typeof grounds)[number]) =>
  page.evaluate(
    async ({ ground, ...options }) => {
      const page = document.querySelector<HTMLElement>('.page')
      // Through the object model: the page's own policy allows no style that is written into it.
      page?.style.setProperty('background', ground)
      const { violations } = await window.axe.run(document, options)
      page?.style.removeProperty('background')
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary = '' }) =>
          `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 300)}`.replaceAll(/\s+/g, ' '),
        ),
      )
    },
    { runOnly, ground, resultTypes: ['violations' as const] },
  )

/** Measures how far the page scrolls sideways, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Lists a line if the page scrolls sideways. */
export async function sidewaysScroll(page: Page): Promise<readonly string[]> {
  const pixels = await overflow(page)
  return pixels === 0 ? [] : [`overflow: the page scrolls sideways by ${pixels} px`]
}

/** Lists controls that a finger misses: buttons below 44 px, others below 24 px. A control with a label is as large as the label. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, input, textarea, a[href]')].flatMap((control) => {
      const target = control.closest('label') ?? control
      const { width, height } = target.getBoundingClientRect()
      const least = control instanceof HTMLButtonElement ? 44 : 24
      const isHidden = width === 0 && height === 0
      // Layout rounds to fractions of a pixel.
      if (isHidden || (width >= least - 0.5 && height >= least - 0.5)) return []
      return [`small target: ${control.outerHTML.slice(0, 120)} is ${Math.round(width)} × ${Math.round(height)} px`]
    }),
  )
