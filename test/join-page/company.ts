import type { Page } from 'playwright-core'

type Watched = { readonly company: { wasAlone: boolean } }

/** From now on: notes whether a page in the room ever shows no other participant. */
export async function watchCompany(page: Page) {
  await page.evaluate(() => {
    const company = { wasAlone: false }
    Object.assign(window, { company })
    const look = () => {
      if (!document.querySelector('[data-remote]')) company.wasAlone = true
    }
    look()
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
  })
  // A page that was loaded again has lost this, and throws.
  return { wasAlone: () => page.evaluate(() => (window as unknown as Watched).company.wasAlone) }
}
