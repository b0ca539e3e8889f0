import { expect, it } from 'vitest'
import { atFlex } from './at-flex.ts'

const flex = atFlex()

it('a supervisor opens the board with one press, and an agent has no button for it', { timeout: 120_000 }, async () => {
  const supervisor = await flex.hires(undefined, ['supervisor'])
  const opening = supervisor.context.waitForEvent('page')
  await supervisor.page.getByTestId('escalate-supervisor').getByRole('button').click()
  const board = await opening
  await board.locator('main[data-page="board"]').waitFor()
  expect(board.url()).toBe(`${flex.centre().serverUrl}/supervisor`)
  expect(await board.evaluate('window.opener')).toBeNull()

  const { agent } = await flex.agent()
  expect(await agent.by('escalate-supervisor').count()).toBe(0)
})
