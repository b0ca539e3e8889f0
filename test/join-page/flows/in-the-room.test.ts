import type { Page, Response } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { seesMovingPicture } from '../../../tools/moving-picture.ts'
import { aScene } from '../a-scene.ts'

const scene = aScene({ env: { ROOM_RECORDING: 'on-demand' } })
const patience = { timeout: 30_000 }

/** The server's answers about the connection quality. */
const answers: Response[] = []
const watch = (customer: Page) =>
  void customer.on('response', (each) => void (/\/j\/[^/]+\/connection$/.test(each.url()) && answers.push(each)))
const together = (options = {}) => scene.keptTogether({ watch, ...options })

const text = (page: Page, selector: string) => page.locator(selector).first().textContent(patience)
const gone = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .waitFor({ state: 'detached', ...patience })
const shown = (page: Page, selector: string) => page.locator(selector).first().waitFor(patience)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-action'))

describe('in the room', () => {
  it('speaker, mute, camera off and screen reach the other side; one shares at a time, until the browser’s bar stops it', async () => {
    const { customer, agent } = await together()
    // The microphones of these browsers beep all the time.
    const [theirs, own] = ['[data-remote].tile-speaking .speaking-mark', '[data-self].tile-speaking .speaking-mark']
    for (const { page } of [customer, agent]) await Promise.all([shown(page, theirs), shown(page, own)])
    await customer.press('mute')
    await shown(agent.page, '[data-remote] .caption-muted')
    for (const mark of ['.tile-speaking', ' .speaking-mark'])
      await Promise.all([gone(agent.page, `[data-remote]${mark}`), gone(customer.page, `[data-self]${mark}`)])
    // The agent is still speaking.
    await Promise.all([shown(customer.page, theirs), shown(agent.page, own)])
    await customer.press('mute')
    await gone(agent.page, '[data-remote] .caption-muted')
    await shown(agent.page, theirs)

    await customer.press('camera')
    await shown(agent.page, '[data-remote] .tile-empty')
    expect(await customer.page.locator('[data-self] video').count()).toBe(0)
    await customer.press('camera')
    await Promise.all([agent.seesOther(), customer.seesSelf()])

    await agent.page.evaluate(rememberScreens)
    await agent.press('share')
    await seesMovingPicture(customer.page, '[data-shows="screen"] video')
    await customer.press('share')
    expect(await text(customer.page, '.banners .notice')).toMatch(/is sharing right now/)
    await customer.press('dismiss')
    await agent.page.evaluate(stopInTheBar)
    await gone(customer.page, '[data-shows="screen"]')
    await gone(agent.page, '[data-action="share-stop"]')
    await customer.seesOther()
  })

  it('a blur causes no error and no request to other hosts, and the picture goes on', async () => {
    const { customer, agent } = await together()
    const elsewhere: string[] = []
    const { origin } = new URL(agent.page.url())
    agent.page.on('request', (each) => {
      if (each.url().startsWith('http') && !each.url().startsWith(origin)) elsewhere.push(each.url())
    })
    await agent.press('background')
    await agent.page.locator('.background-choice').nth(1).click()
    await gone(agent.page, '.background-look .spinner')
    expect(await agent.page.locator('.background-choice input').nth(1).isChecked()).toBe(true)
    await agent.press('done')
    await Promise.all([customer.seesOther(), agent.seesSelf()])
    await agent.press('background')
    await agent.page.locator('.background-choice').first().click()
    await agent.press('done')
    expect(agent.complaints).toEqual([])
    expect(elsewhere).toEqual([])
  }, 60_000)

  it('a connection that is cut for 1.5 s is shown on both sides, and not after its return', async () => {
    const { chat, customer, agent } = await together()
    const [room] = await chat.rooms()
    const who = room?.participants.find(
      ({ identity, status }) => identity.startsWith('customer') && status === 'connected',
    )
    await scene.centre().sim.call('POST', `/rooms/${room?.sid}/participants/${who?.sid}/drop`, { forMs: 1_500 })
    await Promise.all([shown(customer.page, '.reconnecting-time'), shown(agent.page, '.tile-trouble')])
    await Promise.all([gone(customer.page, '.reconnecting-time'), gone(agent.page, '.tile-trouble')])
    await Promise.all([customer.seesOther(), agent.seesOther()])
  })

  it('the customer’s page reports its connection quality, and the server accepts it (202)', async () => {
    await together()
    // The quality depends on the machine; the report and its acceptance do not.
    await expect.poll(() => answers.at(0)?.status()).toBe(202)
    expect(answers[0]?.request().postDataJSON()).toEqual({ isWeak: expect.any(Boolean) })
  })
})

describe('by keyboard only', () => {
  it('the focus goes through the buttons in order, and from a dialog back to its button by Esc', async () => {
    const { customer } = await together()
    const { page } = customer
    const order: unknown[] = []
    await page.locator('h1').focus()
    for (let tab = 0; tab < 7; tab++) {
      await page.keyboard.press('Tab')
      order.push(await focused(page))
    }
    expect(order).toEqual(['move-self', 'mute', 'camera', 'share', 'background', 'more', 'leave'])
    await page.keyboard.press('Enter')
    await shown(page, '[data-action="leave-confirm"]')
    await page.keyboard.press('Escape')
    await gone(page, '[data-action="leave-confirm"]')
    await expect.poll(() => focused(page)).toBe('leave')
  })

  it('one’s own picture moves to another corner with an arrow key, and on with Enter', async () => {
    const { customer } = await together()
    await customer.button('move-self').focus()
    await customer.page.keyboard.press('ArrowUp')
    await shown(customer.page, '.self-view[data-corner="start-end"]')
    await customer.page.keyboard.press('Enter')
    await gone(customer.page, '.self-view[data-corner="start-end"]')
  })

  it('a dialog is modal from the moment it is in the page, so that Esc closes it however soon it comes', async () => {
    const { customer } = await together()
    await customer.page.evaluate(rememberDialogs)
    for (let times = 0; times < 2; times++) {
      await customer.press('more')
      await customer.page.keyboard.press('Escape')
      await gone(customer.page, 'dialog')
    }
    expect(await customer.page.evaluate(() => Reflect.get(window, 'dialogs'))).toEqual(['modal', 'modal'])
  })
})

describe('the agent', () => {
  it('mutes the customer, who gets a button to unmute', async () => {
    const { customer, agent } = await together()
    await agent.press('more')
    await agent.press('mute-customer')
    await shown(agent.page, '[data-remote] .caption-muted')
    await customer.press('unmute')
    await gone(agent.page, '[data-remote] .caption-muted')
  })

  it('records while both see a badge, and stops again', async () => {
    const { customer, agent } = await together()
    await agent.press('record')
    await Promise.all([shown(customer.page, '.recording-badge'), shown(agent.page, '.recording-badge')])
    await agent.press('record')
    await Promise.all([gone(customer.page, '.recording-badge'), gone(agent.page, '.recording-badge')])
  })

  it('removes the customer after a question, and is alone then', async () => {
    const { customer, agent } = await together({ isLast: true })
    await agent.press('more')
    await agent.press('remove')
    await agent.press('remove-confirm')
    await customer.sees('dead')
    await shown(agent.page, '.alone')
  })

  it('moves the call to its own window, and the customer stays connected', async () => {
    const { customer, agent } = await scene.together()
    await agent.press('more')
    const opened = agent.page.waitForEvent('popup')
    await agent.press('pop-out')
    const popup = await opened
    await seesMovingPicture(popup, '[data-remote] video')
    await agent.sees('dead')
    await customer.seesOther()
  }, 60_000)
})

it('a sound that the browser blocks plays after one press', async () => {
  const { customer } = await scene.together()
  await customer.page.addInitScript(refuseSound)
  await customer.page.reload()
  await customer.press('sound')
  await gone(customer.page, '[data-action="sound"]')
  const paused = await customer.page
    .locator('audio')
    .evaluateAll((all: HTMLAudioElement[]) => all.map((each) => each.paused))
  expect(paused).toEqual([false])
})

/** Keeps the screens that are picked from now on, because a page cannot press the browser's own button. */
function rememberScreens() {
  const { mediaDevices } = navigator
  const pick = mediaDevices.getDisplayMedia.bind(mediaDevices)
  mediaDevices.getDisplayMedia = async (options) => {
    const stream = await pick(options)
    Object.assign(window, { screens: stream.getTracks() })
    return stream
  }
}

/** The page's events when "Stop sharing" is pressed in the browser's own bar. */
function stopInTheBar() {
  // `rememberScreens` has set them.
  for (const track of (window as unknown as { screens: MediaStreamTrack[] }).screens) {
    track.stop()
    track.dispatchEvent(new Event('ended'))
  }
}

/** As a browser treats a page without a gesture since its reload. */
function refuseSound() {
  const { play } = HTMLMediaElement.prototype
  let isRefusing = true
  addEventListener('pointerdown', () => {
    isRefusing = false
  })
  HTMLMediaElement.prototype.play = function () {
    if (isRefusing && this instanceof HTMLAudioElement) return Promise.reject(new DOMException('', 'NotAllowedError'))
    return play.call(this)
  }
}

/** Runs in the page. Says of each dialog, in the moment in which it comes into the page, whether it is modal. */
function rememberDialogs(): void {
  const dialogs: string[] = []
  Object.assign(window, { dialogs })
  new MutationObserver((changes) => {
    for (const each of changes.flatMap(({ addedNodes }) => [...addedNodes]))
      if (each instanceof HTMLDialogElement) dialogs.push(each.matches(':modal') ? 'modal' : 'not modal')
  }).observe(document.body, { childList: true, subtree: true })
}
