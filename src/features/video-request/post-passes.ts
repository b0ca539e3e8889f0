import type { PostPass } from '../../core/post-pass.ts'
import { announced } from './announce.ts'
import type { Effect, State } from './model.ts'
import { named } from './named.ts'

/** What holds after every decision on a request, in this order: agents read it under its id. */
export const postPasses: readonly PostPass<State, Effect, object>[] = [
  { name: 'give the request an id and an end', run: (_, decision, { at, key }) => named(decision, at, key) },
  { name: 'write what changed on the tasks', run: (before, decision, { at }) => announced(before, decision, at) },
]
