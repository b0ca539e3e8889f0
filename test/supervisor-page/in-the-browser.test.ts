import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { chooseLocale } from '../../client-shared/locale.ts'
import type { HistoryReport } from '../../src/projections/history.ts'
import { totalOf } from '../../supervisor-page/src/numbers/figures.ts'
import { loadTexts } from '../../supervisor-page/src/texts/load.ts'
import texts from '../../supervisor-page/texts/en.json'
import { onPage } from '../../tools/on-page.ts'
import { person } from '../../tools/person.ts'
import { until } from '../../tools/until.ts'
import { overflow } from '../join-page/gallery/measure.ts'
import { type Case, live } from '../support/a-case.ts'
import { aHoldingProxy } from '../support/a-holding-proxy.ts'
import { aFloor, atThePage, isForEverybody, picture, rowOf } from './at-the-page.ts'

/** The narrowest window that has a table (style/table.css). */
const firstTable = { width: 1121, height: 800 }

let floor: Awaited<ReturnType<typeof aFloor>>

beforeAll(async () => {
  floor = await aFloor({ VIDEO_REQUESTS: 'on' })
})
afterAll(() => floor?.close())

const ended = (chat: Case) =>
  until('the task says ended', async () => (await chat.task()).escalate?.video?.state === 'ended')

it('the board shows old and new escalations, and says live, where a proxy holds back its events', async () => {
  const proxy = await aHoldingProxy(floor.centre.serverUrl)
  onTestFinished(proxy.stop)
  const first = await (await floor.centre.chat()).invited()
  const { page, leave } = await person(floor.browser, { permissions: [], locale: 'en-GB' })
  await page.goto(`${proxy.url}/supervisor#token=${floor.supervisor.token}`)
  await rowOf(page, first.id).waitFor()
  await page.locator('.stream-up').waitFor()
  const second = await (await floor.centre.chat()).invited()
  await rowOf(page, second.id).waitFor()
  expect(await page.locator('.stream-up').count()).toBe(1)
  await leave()
})

describe('the sign-in', () => {
  it('keeps its token through a reload, ends with a sign-out, and removes the token from the address', async () => {
    const { page, complaints, leave } = await person(floor.browser, { permissions: [], locale: 'en-GB' })
    await page.goto(`${floor.centre.serverUrl}/supervisor`)
    await picture(page, 'sign-in')
    await page.click('[data-action="sign-in"]')
    await page.click(`[data-worker="${floor.supervisor.sid}"]`)
    await page.locator('main[data-page="board"]').waitFor()
    expect(page.url()).toBe(`${floor.centre.serverUrl}/supervisor`)
    await page.reload()
    await page.locator('main[data-page="board"] table, main[data-page="board"] .empty').waitFor()
    await page.click('[data-action="sign-out"]')
    await page.locator('main[data-page="sign-in"]').waitFor()
    await page.reload()
    await page.locator('main[data-page="sign-in"]').waitFor()
    // Flex hands over a token to a page that is open already.
    await page.evaluate((token) => void location.assign(`#token=${token}`), floor.supervisor.token)
    await page.locator('main[data-page="board"]').waitFor()
    expect(page.url()).not.toContain(floor.supervisor.token)
    expect(complaints).toEqual([])
    await leave()
  })

  it('refuses an agent, and sends a visitor with a bad token to the sign-in', async () => {
    const agent = await floor.centre.hire()
    const { page, leave } = await person(floor.browser, { permissions: [] })
    await page.goto(`${floor.centre.serverUrl}/supervisor#token=${agent.token}`)
    await page.locator('main[data-page="refused"]').waitFor()
    await page.evaluate(() => sessionStorage.clear())
    await page.goto('about:blank')
    await page.goto(`${floor.centre.serverUrl}/supervisor#token=nonsense`)
    await page.locator('main[data-page="sign-in"]').waitFor()
    await leave()
  })
})

describe('the board', () => {
  it('shows a video as it is invited, live and ended, and is accessible', async () => {
    const { page, complaints, leave } = await atThePage(floor)
    const chat = await floor.centre.chat()
    const { id, link } = await chat.invited()
    await page.locator(`tr[data-row="${id}"][data-state="invited"]`).waitFor()
    await chat.agentSits(id)
    await chat.customerSits(link)
    await page.locator(`tr[data-row="${id}"][data-state="live"]`).waitFor()
    const text = (await rowOf(page, id).textContent()) ?? ''
    expect(text).toContain('Agents: 1 · customers: 1')
    expect(text).not.toContain('Cleo')
    await isForEverybody(page, 'board')
    await chat.ends('wrapup')
    await page.locator(`tr[data-row="${id}"][data-state="ended"]`).waitFor()
    expect(complaints).toEqual([])
    await leave()
  })

  it.each(['de-DE', 'es-ES', 'fr-FR', 'ja-JP', 'pt-BR', 'en-GB'])(
    'fits its longest words into a table at 1121 px, in %s',
    async (locale) => {
      const { page, leave } = await person(floor.browser, { viewport: firstTable, permissions: [], locale })
      const chat = await floor.centre.chat()
      const { id } = await chat.invited()
      await page.goto(`${floor.centre.serverUrl}/supervisor#token=${floor.supervisor.token}`)
      await rowOf(page, id).waitFor()
      await page.locator(`html[lang="${locale === 'pt-BR' ? locale : locale.slice(0, 2)}"]`).waitFor()
      const texts = Object.entries(await loadTexts(chooseLocale([locale])))
      const longest = (kind: string) =>
        texts.reduce((most, [key, text]) => (key.startsWith(kind) && text.length > most.length ? text : most), '')
      await rowOf(page, id).evaluate(
        (row, [state, trouble]) => {
          const pill = row.querySelector('.state')
          if (pill?.parentElement?.nextElementSibling) {
            const other = pill.cloneNode() as Element // a clone of an element
            pill.parentElement.nextElementSibling.replaceChildren(other)
            pill.textContent = state ?? ''
            other.textContent = trouble ?? ''
          }
        },
        [longest('state.'), longest('trouble.')],
      )
      expect(await overflow(page)).toBe(0)
      expect(await page.locator('thead').isVisible()).toBe(true)
      await leave()
    },
  )

  it('can be searched, filtered, sorted and left with keys', async () => {
    const { page, leave } = await atThePage(floor)
    const chat = await floor.centre.chat()
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
  it('has its timeline, its file, and an end with a reason, and is accessible', async () => {
    const chat = await floor.centre.chat()
    const { id } = await live(chat)
    const { page, complaints, leave } = await atThePage(floor, `#/e/${id}`)
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
    await page.getByText('reason technical').waitFor()
    await page.getByText(`${texts['cause.supervisor-ended']}: ${texts['why.technical']}`).first().waitFor()
    expect(await page.locator('[data-action="end"]').count()).toBe(0)
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('a supervisor who joins', () => {
  it('has a button once a participant is in the call, and is on the board until they leave', async () => {
    const chat = await floor.centre.chat()
    const { id, link } = await chat.invited()
    const { page, context, complaints, leave } = await atThePage(floor, `#/e/${id}`)
    await page.locator('main[data-page="escalation"]').waitFor()
    // Nobody is in the call to see the supervisor.
    expect(await page.locator('[data-action="join"]').count()).toBe(0)
    await chat.agentSits(id)
    await chat.customerSits(link)
    await context.grantPermissions(['camera', 'microphone'])
    const opening = context.waitForEvent('page')
    await page.click('[data-action="join"]')
    const call = onPage(await opening)
    await call.joins()
    await call.sees('room')
    await page.locator('[data-entry="participant.connected"]', { hasText: floor.supervisor.sid }).waitFor()
    await page.evaluate(() => void location.assign('#/'))
    await rowOf(page, id).getByText('Supervisor in the call').waitFor()
    await isForEverybody(page, 'board-joined')
    await call.press('leave')
    await call.press('leave-confirm')
    await until('the mark is gone', async () => (await rowOf(page, id).getByText('Supervisor in').count()) === 0)
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('a failed job', () => {
  it('has its reason and is retried; the queues page opens from there', async () => {
    const name = `planted-${Date.now()}`
    await floor.centre.inside.effects.add(name, { nonsense: true }, { jobId: name })
    await until(
      'it is a dead letter',
      async () => (await (await floor.centre.inside.effects.getJob(name))?.isFailed()) === true,
    )
    const { page, leave } = await atThePage(floor, '#/failures')
    const row = page.locator(`tr[data-job="${name}"]`)
    const { failedReason, finishedOn: before = 0 } = (await floor.centre.inside.effects.getJob(name)) ?? {}
    expect(failedReason).toBeTruthy()
    expect(await row.textContent()).toContain(failedReason)
    await isForEverybody(page, 'failures')
    await row.locator('[data-action="retry"]').focus()
    await page.keyboard.press('Enter')
    await page.getByText('Back in its queue.').waitFor()
    await until(
      'it was tried again',
      async () => ((await floor.centre.inside.effects.getJob(name))?.finishedOn ?? 0) > before,
    )
    await page.click('[data-action="queues"]')
    await page.waitForURL('**/supervisor/queues**')
    for (const queue of ['facts', 'effects-video-escalation', 'deliveries'])
      await page.getByText(queue, { exact: true }).first().waitFor()
    await picture(page, 'queues')
    const [cookie, ...others] = await page.context().cookies()
    expect(others).toEqual([])
    expect(cookie).toMatchObject({ path: '/supervisor/queues', httpOnly: true, sameSite: 'Strict' })
    await leave()
  })
})

describe('the numbers', () => {
  it('count one more video in which both met, and that its customer asked for it', async () => {
    const { page, complaints, leave } = await atThePage(floor, '#/numbers')
    const asSupervisor = { headers: { authorization: `Bearer ${floor.supervisor.token}` } }
    const counted = async () => {
      const answer = await fetch(`${floor.centre.serverUrl}/api/supervisor/numbers`, asSupervisor)
      return totalOf((await answer.json()) as HistoryReport)['joined'] ?? 0 // our own answer
    }
    const before = await counted()
    const chat = await floor.centre.chat()
    await floor.centre.sim.say(chat.conversationSid, 'customer', 'Can we do a video call?')
    const isAsked = async () => JSON.stringify(await chat.task()).includes('"videoRequest"')
    await until('the task says that the customer asks for video', isAsked)
    await live(chat)
    await chat.ends('wrapup')
    await ended(chat)
    const joined = page.locator('.total', { hasText: 'Joined' }).locator('dd')
    await until(
      'it is counted',
      async () => {
        await page.selectOption('[data-action="days"]', '7')
        await page.selectOption('[data-action="days"]', '1')
        return (await joined.count()) > 0 && Number(await joined.textContent()) > before
      },
      { everyMs: 500 },
    )
    await page.locator('svg.bars rect').first().waitFor()
    const totalCalled = (name: string) => page.locator('.total', { hasText: name }).locator('dd').textContent()
    expect([await totalCalled(texts.videoRequests), await totalCalled(texts.requestsInvited)]).toEqual(['1', '1'])
    await isForEverybody(page, 'numbers')
    expect(complaints).toEqual([])
    await leave()
  })
})
