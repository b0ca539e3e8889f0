import type { Stack } from '../stack.ts'
import type { Seen } from './seen.ts'

/** A story that `--once` can play. */
export type Story = {
  /** Starts what must run before the stack, and returns the environment for the stack. */
  readonly prepare?: () => Promise<{
    readonly env: Readonly<Record<string, string>>
    readonly stop: () => Promise<void>
  }>
  /** @throws Error naming the first step that was not seen */
  readonly play: (stack: Stack, seen: Seen) => Promise<void>
}
