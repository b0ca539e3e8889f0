import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { until } from '../../../tools/until.ts'
import { atThePage, isForEverybody } from '../../supervisor-page/at-the-page.ts'
import { theBrowser } from '../../support/the-browser.ts'
import { aScene } from '../a-scene.ts'

const scene = aScene()

/** By then the customer's page has measured for more than ten seconds. */
let isMeasured = false
const watch = (customer: Page) =>
  void customer.on('response', (each) => {
    if (/\/j\/[^/]+\/connection$/.test(each.url())) isMeasured = true
  })
const cells = (page: Page, role: string) => page.locator(`tr[data-figures="${role}"] td`).allTextContents()

it('a call leaves figures of both participants, live and afterwards for the supervisor and in /metrics, without an address', async () => {
  const centre = scene.centre()
  const sue = await centre.hire(['supervisor'])
  const { chat, id, customer, agent } = await scene.keptTogether({ watch, isLast: true })
  const floor = { centre, browser: await theBrowser(), supervisor: sue }
  const { page, complaints, leave } = await atThePage(floor, `#/e/${id}`)
  await page.locator('main[data-page="escalation"]').waitFor()
  await until('it was measured for a while', async () => isMeasured, { withinMs: 60_000 })

  await customer.press('leave')
  await customer.press('leave-confirm')
  await customer.sees('left')
  // The board makes the page reload the figures.
  await page.locator('tr[data-figures="customer"]').waitFor()
  await agent.press('end')
  await agent.press('end-confirm')
  await page.locator('tr[data-figures="agent"]').waitFor()
  await chat.closed()

  for (const role of ['customer', 'agent']) {
    const [, connection, roundTrip, loss, freezes, way, codecs, measured] = await cells(page, role)
    expect(connection).toMatch(/^(Good|Weak)[0-5](\.\d)? of 5, worst [0-5]$/)
    expect(roundTrip).toMatch(/^\d+ msworst \d+ ms$/)
    expect(loss).toMatch(/^Sent: [\d.]+%Received: [\d.]+%$/)
    expect(freezes).toMatch(/^\d+$/)
    expect(way).toBe('DirectUDP')
    expect(codecs).toMatch(/^opus, (VP8|VP9|H264|AV1)$/)
    expect(measured).toMatch(/^\d:\d\d$/)
  }
  await isForEverybody(page, 'call-figures')
  expect(complaints).toEqual([])
  await leave()

  const answer = await chat.call(`/supervisor/escalations/${id}/timeline`, undefined, sue.token)
  const told = (await answer.text()).split('\n').filter((line) => line.includes('connection.measured'))
  expect(told.map((line) => JSON.parse(line).about.role).sort()).toEqual(['agent', 'customer'])
  expect(told.join('\n')).not.toMatch(/\d+\.\d+\.\d+\.\d+|[0-9a-f]{1,4}:[0-9a-f]{1,4}:|\.local/)
  await until('it is counted', async () => {
    const metrics = await (await fetch(`${centre.serverUrl}/metrics`)).text()
    return ['customer', 'agent'].every((role) => metrics.includes(`escalate_call_loss_ratio_count{role="${role}"`))
  })
}, 180_000)
