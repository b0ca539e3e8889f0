import type { PostPass } from '../../core/post-pass.ts'
import { announced } from './announce.ts'
import type { Effect, Settings, State } from './model.ts'
import { published } from './publish.ts'

/**
 * What holds after every decision on a transfer, in this order: first agents can read it, then other features act on
 * it.
 */
export const postPasses: readonly PostPass<State, Effect, Settings>[] = [
  { name: 'write what changed on the tasks', run: (before, decision, { at }) => announced(before, decision, at) },
  { name: 'publish changes to other features', run: (before, decision, { at }) => published(before, decision, at) },
]
