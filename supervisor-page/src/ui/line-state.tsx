import { useApp, useTexts } from '../app-context.ts'
import { clockText } from '../board/rules.ts'
import { fill } from '../texts/fill.ts'

/** A healthy board is a few seconds old at most: the server says so every 4 s. */
const staleMs = 10_000

/** Whether what is shown is live, and how old it is where it is not. Announced when it changes, not every second. */
export function LineState() {
  const { board } = useApp()
  const texts = useTexts()
  const isFresh = board.isUp.value && board.age.value < staleMs
  return (
    <div class={`line ${isFresh ? 'line-up' : 'line-down'}`}>
      <span role="status">{isFresh ? texts.lineUp : board.rows.value ? texts.lineDown : texts.loading}</span>
      {!isFresh && board.rows.value && <span> {fill(texts.asOf, { time: clockText(board.age.value) })}</span>}
    </div>
  )
}
