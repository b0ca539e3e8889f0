import { defineFeature, unchanged } from '../../core/feature.ts'
import { decideWith, eventFromWith, index } from './decide.ts'
import { type Deps, jobsIn } from './jobs.ts'
import { kept } from './kept.ts'
import { effect, event, initial, type Settings, state } from './model.ts'
import { feature } from './names.ts'
import { publicViewOf } from './public-view.ts'

/** Media streams that stay with a voice call while it goes from agent to agent. See the README beside this file. */
export const mediaStreams = (settings: Settings, deps: Deps) =>
  defineFeature({
    name: feature,
    model: { state, event, effect },
    initial,
    eventFrom: eventFromWith(settings),
    decide: decideWith(settings),
    // The feature takes no locks, so none can be held.
    onLockHeld: (before) => unchanged(before),
    index,
    publicView: publicViewOf,
    kept,
    jobs: jobsIn(deps),
  })
