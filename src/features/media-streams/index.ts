import { defineFeature, stay } from '../../core/feature.ts'
import { decideWith, hearsWith, index } from './decide.ts'
import { jobsIn, type World } from './jobs.ts'
import { effect, event, initial, type Settings, state } from './model.ts'
import { shownOf } from './shown.ts'

/** Media streams that stay with a voice call while it goes from agent to agent. See the README beside this file. */
export const mediaStreams = (settings: Settings, world: World) =>
  defineFeature({
    name: 'media-streams',
    model: { state, event, effect },
    initial,
    hears: hearsWith(settings),
    decide: decideWith(settings),
    // Nothing of it is claimed, so nothing can be taken.
    yield: (before) => stay(before),
    index,
    shows: shownOf,
    jobs: jobsIn(world),
  })
