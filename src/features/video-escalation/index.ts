import { defineFeature } from '../../core/feature.ts'
import { isChatter } from './chatter.ts'
import { decideWith, hearsWith, indexWith, yieldWith } from './decide.ts'
import { jobsIn, type World } from './jobs.ts'
import { effect, event, initial, type Settings, state } from './model.ts'
import { shownOf } from './shown.ts'
import { supervisorBehind } from './supervisors.ts'

/** A chat becomes a video: room, invite, presence, a clean end. See the README beside this file. */
export const videoEscalation = (settings: Settings, world: World) =>
  defineFeature({
    name: 'video-escalation',
    model: { state, event, effect },
    initial,
    hears: hearsWith(settings),
    decide: decideWith(settings),
    yield: yieldWith(settings),
    index: indexWith(settings),
    shows: shownOf,
    actor: supervisorBehind,
    isChatter,
    jobs: jobsIn(world),
  })
