import { defineFeature } from '../../core/feature.ts'
import { isChatter } from './chatter.ts'
import { decideWith, indexOf } from './decide.ts'
import { jobsIn, type World } from './jobs.ts'
import { effect, event, hears, initial, type Settings, state } from './model.ts'
import { shownOf } from './shown.ts'

/** A conversation moves from one agent to another, or is shared by them. See the README beside this file. */
export const conversationTransfer = (settings: Settings, world: World) =>
  defineFeature({
    name: 'conversation-transfer',
    model: { state, event, effect },
    initial,
    hears,
    decide: decideWith(settings),
    // It claims nothing, so nothing of its own is ever held by another record.
    yield: decideWith(settings),
    index: indexOf,
    shows: shownOf,
    isChatter,
    jobs: jobsIn(world),
  })
