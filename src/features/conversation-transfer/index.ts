import { defineFeature } from '../../core/feature.ts'
import { isChatter } from './chatter.ts'
import { decideWith, indexOf } from './decide.ts'
import { type Deps, jobsIn } from './jobs.ts'
import { kept } from './kept.ts'
import { effect, event, eventFrom, initial, type Settings, state } from './model.ts'
import { feature } from './names.ts'
import { publicViewOf } from './public-view.ts'

/** Moves a conversation from one agent to another, or shares it between them. See the README beside this file. */
export const conversationTransfer = (settings: Settings, deps: Deps) =>
  defineFeature({
    name: feature,
    model: { state, event, effect },
    initial,
    eventFrom,
    decide: decideWith(settings),
    // The feature takes no locks, so no other record can ever hold one of them.
    onLockHeld: decideWith(settings),
    index: indexOf,
    publicView: publicViewOf,
    isChatter,
    kept,
    jobs: jobsIn(deps),
  })
