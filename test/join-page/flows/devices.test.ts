import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { seesMovingPicture } from '../../../tools/moving-picture.ts'
import { aScene } from '../a-scene.ts'
import { devicesOn, watchDevices } from '../own-devices.ts'

// This browser grants nothing during a test: what is not permitted from the start is refused.
const scene = aScene(undefined, { fakeUi: false })
const preview = 'video[data-preview]'

async function choosing(permissions: readonly string[], first: (page: Page) => Promise<unknown> = async () => {}) {
  const { link } = await scene.invited()
  const customer = await scene.comes({ permissions })
  await first(customer.page)
  const told: string[] = []
  customer.page.on('request', (each) => each.url().endsWith('/readiness') && told.push(each.postData() ?? ''))
  await customer.page.goto(link)
  await customer.press('continue')
  await customer.sees('choose')
  const says = (words: RegExp) => customer.page.getByText(words).first().waitFor()
  return { ...customer, says, told }
}

const both = ['camera', 'microphone']

/** Makes the camera fail with this error until `window.mend()`, or for good. */
const spoil = (page: Page, name: string, kind: 'video' | 'audio' | 'all') =>
  page.addInitScript(
    ({ name, kind }) => {
      const { mediaDevices } = navigator
      const open = mediaDevices.getUserMedia.bind(mediaDevices)
      const waiting: (() => void)[] = []
      let isSpoilt = true
      Object.assign(window, {
        mend: () => {
          isSpoilt = false
          for (const go of waiting) go()
        },
      })
      mediaDevices.getUserMedia = async (constraints = {}) => {
        const isMeant = kind === 'all' || constraints[kind]
        if (isSpoilt && isMeant && name === 'never') await new Promise<void>((go) => waiting.push(go))
        if (isSpoilt && isMeant) throw new DOMException('', name)
        return open(constraints)
      }
    },
    { name, kind },
  )

// `spoil` has set it.
const mend = (page: Page) => page.evaluate(() => (window as unknown as { mend(): void }).mend())

describe('camera and microphone', () => {
  it('are named where the browser refuses them, also to the agent, and start by themselves once it allows them', async () => {
    const { page, context, says, button, told } = await choosing([])
    await says(/Camera and microphone: not allowed/)
    await button('join-without-camera').waitFor()
    await expect.poll(() => told.at(-1)).toContain('"microphone:blocked camera:blocked"')
    await context.grantPermissions(both)
    await seesMovingPicture(page, preview)
    await button('join').waitFor()
    expect(await button('try-again').count()).toBe(0)
    await expect.poll(() => told.at(-1)).toContain('"choosing"')
  })

  it('are not needed for joining to listen where the browser refuses them', async () => {
    const { page, sees } = await choosing([])
    await page.getByRole('button', { name: 'Join to listen only' }).click()
    await sees('waiting')
  })

  it('work without a missing camera: the microphone is on, and the customer joins', async () => {
    const { page, press, sees, says } = await choosing(both, (page) => spoil(page, 'NotFoundError', 'video'))
    await says(/^Camera: /)
    await says(/We can hear you/)
    expect(await page.locator('[data-action="mute"]').getAttribute('aria-pressed')).toBe('true')
    await press('join-without-camera')
    await sees('waiting')
  })

  it('are in use elsewhere, and start with “Try again” once they are free', async () => {
    const { page, press, says } = await choosing(both, (page) => spoil(page, 'NotReadableError', 'all'))
    await says(/another app is using it/)
    await mend(page)
    await press('try-again')
    await seesMovingPicture(page, preview)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('join')
  })

  it('come with help while the browser’s question has no answer, and start with a late answer', async () => {
    const { page, says } = await choosing(both, (page) => spoil(page, 'never', 'all'))
    await says(/Starting your camera/)
    await says(/waiting for your answer/)
    await mend(page)
    await seesMovingPicture(page, preview)
  })

  it('are chosen, kept and used for joining by keyboard only', async () => {
    const { page, sees } = await choosing(both)
    await seesMovingPicture(page, preview)
    const actions: (string | null | undefined)[] = []
    for (let press = 0; press < 4; press++) {
      await page.keyboard.press('Tab')
      actions.push(await page.evaluate(() => document.activeElement?.getAttribute('data-action')))
    }
    expect(actions).toEqual(['mute', 'camera', 'settings', 'join'])
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    const microphone = page.getByLabel('Microphone', { exact: true }).locator('visible=true').last()
    await microphone.selectOption({ index: 1 })
    const chosen = await microphone.inputValue()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('settings')
    expect(await page.evaluate(() => localStorage.getItem('escalate.devices'))).toContain(chosen)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await sees('waiting')
  })

  it('go off with their light: the camera alone before joining, both after leaving', async () => {
    const { page, press, sees } = await choosing(both, watchDevices)
    await seesMovingPicture(page, preview)
    expect(await devicesOn(page)).toEqual(['audio', 'video'])
    await press('camera')
    await page.getByText('Your camera is off').waitFor()
    await press('join-without-camera')
    await sees('waiting')
    expect(await page.locator(preview).count()).toBe(0)
    expect(await devicesOn(page)).toEqual(['audio'])
    await press('camera')
    await seesMovingPicture(page, preview)
    await press('leave')
    await sees('left')
    expect(await devicesOn(page)).toEqual([])
  })
})
