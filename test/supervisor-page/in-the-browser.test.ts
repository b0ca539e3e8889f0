import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../tools/browser.ts'
import { person } from '../../tools/person.ts'
import { until } from '../../tools/until.ts'
import { axeFindings, axePath, overflow, smallTargets } from '../join-page/gallery/measure.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, live } from '../support/a-case.ts'

// SCREENSHOTS=<folder> writes a picture of what is seen into that folder.
const pictures = process.env['SCREENSHOTS']
const phone = { width: 360, height: 740 }

let centre: CallCentre
let browser: Browser
let supervisor: { readonly sid: string; readonly token: string }

beforeAll(async () => {
  if (pictures) await mkdir(pictures, { recursive: true })
  centre = await aCallCentre({ env: { SWEEP_SECONDS: '1' } })
  browser = await openBrowser()
  supervisor = await centre.hire(['supervisor'])
})
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

/** A supervisor at the page, as Flex or a sign-in would open it. */
async function atThePage(viewport = { width: 1280, height: 800 }, hash = '') {
  const visitor = await person(browser, { viewport, permissions: [], colorScheme: 'light', locale: 'en-GB' })
  await visitor.context.addInitScript({ path: axePath })
  const { page } = visitor
  page.setDefaultTimeout(30_000)
  await page.goto(`${centre.serverUrl}/supervisor#token=${supervisor.token}`)
  await page.locator('main[data-page="board"]').waitFor()
  if (hash) await page.evaluate((to) => void location.assign(to), hash)
  return visitor
}

const rowOf = (page: Page, id: string) => page.locator(`tr[data-row="${id}"]`)
const picture = async (page: Page, name: string) =>
  pictures && page.screenshot({ path: join(pictures, `supervisor-${name}.png`), fullPage: true })

/** Everybody can use what is shown: in light and dark, on a desktop and on a narrow phone. */
async function isForEverybody(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect(await axeFindings(page), `${name}: axe, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await axeFindings(page, ['color-contrast']), `${name}: axe, dark`).toEqual([])
  await picture(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  const before = page.viewportSize() ?? phone
  await page.setViewportSize(phone)
  expect(await axeFindings(page), `${name}: axe, phone`).toEqual([])
  expect(await smallTargets(page), `${name}: small targets`).toEqual([])
  await picture(page, `${name}-phone`)
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await overflow(page), `${name}: sideways at 320 px`).toBe(0)
  await page.setViewportSize(before)
}

const ended = (chat: Case) =>
  until('the task says ended', async () => (await chat.task()).escalate?.video?.state === 'ended')

describe('the way in', () => {
  it('is a sign-in that comes back with a token, of which the address keeps nothing', async () => {
    const { page, complaints, leave } = await person(browser, { permissions: [], locale: 'en-GB' })
    await page.goto(`${centre.serverUrl}/supervisor`)
    await picture(page, 'sign-in')
    await page.click('[data-action="sign-in"]')
    await page.click(`[data-worker="${supervisor.sid}"]`)
    await page.locator('main[data-page="board"]').waitFor()
    expect(page.url()).toBe(`${centre.serverUrl}/supervisor`)
    await page.reload()
    await page.locator('main[data-page="board"] table, main[data-page="board"] .empty').waitFor()
    await page.click('[data-action="sign-out"]')
    await page.locator('main[data-page="sign-in"]').waitFor()
    await page.reload()
    await page.locator('main[data-page="sign-in"]').waitFor()
    expect(complaints).toEqual([])
    await leave()
  })

  it('is closed to agents, and to a token that is none', async () => {
    const agent = await centre.hire()
    const { page, leave } = await person(browser, { permissions: [] })
    await page.goto(`${centre.serverUrl}/supervisor#token=${agent.token}`)
    await page.locator('main[data-page="refused"]').waitFor()
    await page.evaluate(() => sessionStorage.clear())
    await page.goto('about:blank')
    await page.goto(`${centre.serverUrl}/supervisor#token=nonsense`)
    await page.locator('main[data-page="sign-in"]').waitFor()
    await leave()
  })
})

describe('the board', () => {
  it('shows a video from the invite to its end, as it happens', async () => {
    const { page, complaints, leave } = await atThePage()
    const chat = await centre.chat()
    const { id } = await live(chat)
    await page.locator(`tr[data-row="${id}"][data-state="live"]`).waitFor()
    const text = (await rowOf(page, id).textContent()) ?? ''
    expect(text).toContain('1 agent, 1 customer')
    expect(text).not.toContain('Cleo')
    await isForEverybody(page, 'board')
    await chat.ends('wrapup')
    await page.locator(`tr[data-row="${id}"][data-state="ended"]`).waitFor()
    expect(complaints).toEqual([])
    await leave()
  })

  it('is whole again after the server was away', async () => {
    const { page, leave } = await atThePage()
    const chat = await centre.chat()
    const { id } = await chat.invited()
    await rowOf(page, id).waitFor()
    centre.server.kill('SIGTERM')
    await centre.server.exited
    await page.locator('.line-down').waitFor()
    expect(await rowOf(page, id).isVisible()).toBe(true)
    await chat.ends('cancel')
    await centre.startServer()
    await page.locator('.line-up').waitFor()
    await until('it is over', async () => {
      const row = rowOf(page, id)
      return (await row.count()) === 0 || (await row.getAttribute('data-state')) !== 'invited'
    })
    await leave()
  })

  it('is searched, filtered and left by keyboard alone', async () => {
    const { page, leave } = await atThePage()
    const chat = await centre.chat()
    const { id } = await chat.invited()
    await rowOf(page, id).waitFor()
    await page.focus('[data-action="search"]')
    await page.keyboard.type(id)
    await until('the others are gone', async () => (await page.locator('tr[data-row]').count()) === 1)
    await page.keyboard.press('Tab')
    await page.keyboard.type('Inv')
    expect(await page.inputValue('[data-action="state"]')).toBe('invited')
    for (let n = 0; n < 3; n++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.getAttribute('th[aria-sort="ascending"] button', 'data-action')).toBe('sort-state')
    await rowOf(page, id).locator('a').focus()
    await page.keyboard.press('Enter')
    await page.locator('main[data-page="escalation"]').waitFor()
    await page.goBack()
    await page.locator('main[data-page="board"]').waitFor()
    await leave()
  })
})

describe('one escalation', () => {
  it('has its timeline, its file, and an end with a reason', async () => {
    const chat = await centre.chat()
    const { id } = await live(chat)
    const { page, complaints, leave } = await atThePage(undefined, `#/e/${id}`)
    await page.locator('[data-entry="command.given"]').first().waitFor()
    await isForEverybody(page, 'escalation')
    const saving = page.waitForEvent('download')
    await page.click('[data-action="export"]')
    const download = await saving
    expect(download.suggestedFilename()).toBe(`${id}.jsonl`)

    await page.focus('[data-action="end"]')
    await page.keyboard.press('Enter')
    await page.locator('dialog[open]').waitFor()
    await isForEverybody(page, 'end')
    await page.keyboard.press('Escape')
    await until('the dialog is closed', async () => (await page.locator('dialog').count()) === 0)
    expect((await chat.task()).escalate?.video?.state).toBe('live')

    await page.click('[data-action="end"]')
    await page.selectOption('[data-action="because"]', 'technical')
    await page.click('[data-action="end-now"]')
    await ended(chat)
    expect((await chat.task()).escalate?.video?.reason).toBe('supervisor-ended: technical')
    await page.getByText('because technical').waitFor()
    await page.getByText('supervisor-ended: technical').first().waitFor()
    expect(await page.locator('[data-action="end"]').count()).toBe(0)
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('what has failed', () => {
  it('is shown with its reason, tried again, and seen in the queues', async () => {
    const name = `planted-${Date.now()}`
    await centre.inside.effects.add(name, { nonsense: true }, { jobId: name })
    await until('it is parked', async () => (await (await centre.inside.effects.getJob(name))?.isFailed()) === true)
    const { page, leave } = await atThePage(undefined, '#/failures')
    const row = page.locator(`tr[data-job="${name}"]`)
    await row.waitFor()
    await isForEverybody(page, 'failures')
    const before = (await centre.inside.effects.getJob(name))?.finishedOn ?? 0
    await row.locator('[data-action="retry"]').click()
    await page.getByText('Back in its queue.').waitFor()
    await until(
      'it was tried again',
      async () => ((await centre.inside.effects.getJob(name))?.finishedOn ?? 0) > before,
    )
    await page.click('[data-action="queues"]')
    await page.getByText('effects-video-escalation').first().waitFor()
    await picture(page, 'queues')
    const [cookie, ...others] = await page.context().cookies()
    expect(others).toEqual([])
    expect(cookie).toMatchObject({ path: '/supervisor/queues', httpOnly: true, sameSite: 'Strict' })
    await leave()
  })
})

describe('the numbers', () => {
  it('count what happened', async () => {
    const chat = await centre.chat()
    await live(chat)
    await chat.ends('wrapup')
    await ended(chat)
    const { page, complaints, leave } = await atThePage(undefined, '#/numbers')
    const joined = page.locator('.total', { hasText: 'Joined' }).locator('dd')
    await until(
      'it is counted',
      async () => {
        await page.selectOption('[data-action="days"]', '7')
        await page.selectOption('[data-action="days"]', '1')
        return (await joined.count()) > 0 && Number(await joined.textContent()) > 0
      },
      { everyMs: 500 },
    )
    await page.locator('svg.bars rect').first().waitFor()
    await isForEverybody(page, 'numbers')
    expect(complaints).toEqual([])
    await leave()
  })
})
