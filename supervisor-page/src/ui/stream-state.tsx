import { fill } from '../../../client-shared/fill.ts'
import { useApp, useTexts } from '../app-context.ts'
import { clockText } from '../board/rules.ts'

/** A board older than this (ms) is stale: the server sends its state every 4 s. */
const staleMs = 10_000

/**
 * Shows whether the board is live, or how old it is. Screen readers announce changes of the state, not every second.
 */
export function StreamState() {
  const { board } = useApp()
  const texts = useTexts()
  const isFresh = board.isUp.value && board.age.value < staleMs
  return (
    <div class={`stream ${isFresh ? 'stream-up' : 'stream-down'}`}>
      <span role="status">{isFresh ? texts.streamUp : board.rows.value ? texts.streamDown : texts.loading}</span>
      {!isFresh && board.rows.value && <span> {fill(texts.asOf, { time: clockText(board.age.value) })}</span>}
    </div>
  )
}
