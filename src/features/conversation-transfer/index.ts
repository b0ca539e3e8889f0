import { defineFeature } from '../../core/feature.ts'
import { isChatter } from './chatter.ts'
import { decideWith, indexOf } from './decide.ts'
import { type Deps, jobsIn } from './jobs.ts'
import { effect, event, eventFrom, initial, type Settings, state } from './model.ts'
import { feature } from './names.ts'
import { publicViewOf } from './public-view.ts'

/** A conversation moves from one agent to another, or is shared by them. See the README beside this file. */
export const conversationTransfer = (settings: Settings, deps: Deps) =>
  defineFeature({
    name: feature,
    model: { state, event, effect },
    initial,
    eventFrom,
    decide: decideWith(settings),
    // It claims nothing, so nothing of its own is ever held by another record.
    onLockHeld: decideWith(settings),
    index: indexOf,
    publicView: publicViewOf,
    isChatter,
    jobs: jobsIn(deps),
  })
