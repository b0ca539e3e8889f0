import type { Browser } from 'playwright-core'
import { beforeAll, onTestFinished } from 'vitest'
import type { BrowserOptions } from '../../tools/browser.ts'
import { type Person, type PersonOptions, person } from '../../tools/person.ts'
import { theBrowser } from './the-browser.ts'

/** A browser for the tests of a file. Whoever comes in with `person` has left when the test is over. */
export function aBrowser(options: BrowserOptions = {}) {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await theBrowser(options)
  })
  return {
    async person(who: PersonOptions = {}): Promise<Person> {
      if (!browser) throw new Error('The browser opens before the first test, not while the file is read')
      const someone = await person(browser, who)
      onTestFinished(someone.leave)
      return someone
    },
  }
}
