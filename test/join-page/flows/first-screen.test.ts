import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aScene } from '../a-scene.ts'

const scene = aScene()

/** A mark on the drawn screen, which disappears with it. */
const mark = `void (document.querySelector('main').isDrawnByServer = true)`
const isMarked = `document.querySelector('main')?.isDrawnByServer === true`

/** The page's script does not load before the returned function runs. */
async function holdScript(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/assets/index-*.js', async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

it('the first screen can be read before its script has loaded; a press meanwhile takes effect afterwards', async () => {
  const { link } = await scene.invited({ attributes: { locale: 'de' } })
  const customer = await scene.comes({ device: 'phone', locale: 'de-DE' })
  const arrive = await holdScript(customer.page)
  await customer.page.goto(link, { waitUntil: 'commit' })
  await customer.sees('welcome')
  const button = customer.button('continue')
  await expect.poll(() => button.textContent()).toBe('Weiter')
  await customer.page.evaluate(mark)
  await button.click()
  expect(await customer.page.locator('main').getAttribute('data-screen')).toBe('welcome')
  arrive()
  await customer.sees('choose')
  expect(customer.complaints).toEqual([])
})

it('the script keeps the drawn screen as it is', async () => {
  const { link } = await scene.invited()
  const customer = await scene.comes()
  const arrive = await holdScript(customer.page)
  await customer.page.goto(link, { waitUntil: 'commit' })
  await customer.sees('welcome')
  await customer.page.evaluate(mark)
  arrive()
  await customer.page.locator('#page[data-is-alive]').waitFor()
  expect(await customer.page.evaluate(isMarked)).toBe(true)
  await customer.press('continue')
  await customer.sees('choose')
})

it('a customer who has chosen another language gets the screen in it', async () => {
  const { link } = await scene.invited()
  const customer = await scene.comes()
  await customer.page.addInitScript(`localStorage.setItem('escalate.locale', 'ja')`)
  await customer.page.goto(link)
  await expect.poll(() => customer.page.evaluate('document.documentElement.lang')).toBe('ja')
  await expect.poll(() => customer.button('continue').textContent()).toBe('次へ')
  await customer.press('continue')
  await customer.sees('choose')
})
