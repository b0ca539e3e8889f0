import type { PostPass } from '../../core/post-pass.ts'
import { announced } from './announce.ts'
import { withLookTime } from './guard.ts'
import type { Effect, Settings, State } from './model.ts'
import { settled } from './settle.ts'

/** What holds after every decision on a call, in this order. */
export const postPasses: readonly PostPass<State, Effect, Settings>[] = [
  // First, because starting and stopping streams changes what the task says.
  { name: 'start and stop streams', run: (_, decision, { at, settings }) => settled(decision, at, settings) },
  { name: 'note when a look was requested', run: (_, decision, { at }) => withLookTime(decision, at) },
  { name: 'write what changed on the task', run: (_, decision, { at, key }) => announced(key, decision, at) },
]
