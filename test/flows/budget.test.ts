import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { BoardMessage } from '../../webhooks/supervisor/follow-board.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { ROOM_BUDGET_MINUTES: '1' } })
})
afterAll(() => centre?.stop())

/** The board as it is now: the first event of its stream. */
async function boardAs(token: string): Promise<BoardMessage> {
  const answer = await fetch(`${centre.serverUrl}/api/supervisor/board/events`, {
    headers: { authorization: `Bearer ${token}` },
  })
  let text = ''
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  while (reader && !text.includes('\n\n')) text += (await reader.read()).value ?? ''
  await reader?.cancel()
  return JSON.parse(text.slice(text.indexOf('{'), text.indexOf('\n\n'))) as BoardMessage // our own words
}

// Two participants use a minute in 30 s.
it('a video is marked after one participant minute and ended after two', { timeout: 240_000 }, async () => {
  const [supervisor, chat] = [await centre.hire(['supervisor']), await centre.chat()]
  const { id } = await live(chat)
  const row = async () => (await boardAs(supervisor.token)).rows.find((each) => each.id === id)
  expect(await row()).toMatchObject({ state: 'live', isOverBudget: false })
  const since = Date.now()
  const overSoon = { withinMs: 90_000, everyMs: 500 }
  await until('it is over the first limit', async () => (await row())?.isOverBudget === true, overSoon)
  expect(Date.now() - since).toBeGreaterThan(25_000)
  expect(await row()).toMatchObject({ state: 'live' })
  const { reason, joined } = await chat.saying('ended', 90_000)
  expect({ reason, joined }).toEqual({ reason: 'budget', joined: true })
  expect(Date.now() - since).toBeGreaterThan(55_000)
  await chat.closed()
  // The board is read a moment after the record is written.
  const shows = await until('the board has the end', async () => ((await row())?.state === 'ended' ? row() : undefined))
  expect(shows?.spent.minutes.used).toBeGreaterThan(115_000)
})
