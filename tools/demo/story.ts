import type { Stack } from '../stack.ts'
import type { Seen } from './seen.ts'

/** What `--once` can play. */
export type Story = {
  /** What must be there before the stack starts, and what the stack is told of it. */
  readonly prepare?: () => Promise<{
    readonly env: Readonly<Record<string, string>>
    readonly stop: () => Promise<void>
  }>
  /** @throws Error naming the first step that was not seen */
  readonly play: (stack: Stack, seen: Seen) => Promise<void>
}
