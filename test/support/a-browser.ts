import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { BrowserOptions } from '../../tools/browser.ts'
import { type Person, type PersonOptions, person } from '../../tools/person.ts'
import { theBrowser } from './the-browser.ts'

/** A browser for the tests of a file. A `person` leaves at the end of the test, a `guest` after the last one. */
export function aBrowser(options: BrowserOptions = {}) {
  let browser: Browser | undefined
  const guests: Person[] = []
  beforeAll(async () => {
    browser = await theBrowser(options)
  })
  afterAll(() => Promise.all(guests.splice(0).map((each) => each.leave())))
  async function comes(who: PersonOptions): Promise<Person> {
    if (!browser) throw new Error('The browser opens before the first test, not while the file is read')
    return person(browser, who)
  }
  return {
    async person(who: PersonOptions = {}): Promise<Person> {
      const someone = await comes(who)
      onTestFinished(someone.leave)
      return someone
    },
    async guest(who: PersonOptions = {}): Promise<Person> {
      const someone = await comes(who)
      guests.push(someone)
      return someone
    },
  }
}

/** The machine draws in software, and every pixel of every picture costs time. Appearance is the galleries' subject. */
export const cheap = ({ device }: PersonOptions): PersonOptions => ({
  reducedMotion: 'reduce',
  deviceScaleFactor: 1,
  ...(device !== 'phone' && { viewport: { width: 848, height: 480 } }),
})
