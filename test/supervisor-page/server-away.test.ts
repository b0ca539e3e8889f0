import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { aFloor, atThePage, rowOf } from './at-the-page.ts'

// This test stops its own server. The reconciler finds the end that no event reported.
let floor: Awaited<ReturnType<typeof aFloor>>
let server: CallCentre['server']

beforeAll(async () => {
  floor = await aFloor({ RECONCILE_SECONDS: '2' })
  server = floor.centre.server
})
afterAll(() => floor?.close())

it('the board keeps its rows while the server is away, and shows an end from that time afterwards', async () => {
  const { page, leave } = await atThePage(floor)
  const chat = await floor.centre.chat()
  const { id } = await chat.invited()
  await rowOf(page, id).waitFor()
  server.kill('SIGTERM')
  await server.exited
  await page.locator('.stream-down').waitFor()
  expect(await rowOf(page, id).isVisible()).toBe(true)
  await chat.ends('wrapup')
  server = await floor.centre.startServer()
  await page.locator('.stream-up').waitFor()
  await until('it is over', async () => {
    const row = rowOf(page, id)
    return (await row.count()) === 0 || (await row.getAttribute('data-state')) !== 'invited'
  })
  await leave()
})
