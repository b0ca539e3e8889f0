import { defineFeature } from '../../core/feature.ts'
import { isChatter } from './chatter.ts'
import { decideWith, eventFromWith, indexOf, onLockHeldWith } from './decide.ts'
import { type Deps, jobsIn } from './jobs.ts'
import { kept } from './kept.ts'
import { effect, event, initial, type Settings, state } from './model.ts'
import { feature } from './names.ts'
import { publicViewOf } from './public-view.ts'
import { supervisorBehind } from './supervisors.ts'

/** Turns a chat into a video: room, invite, presence and end. See the README beside this file. */
export const videoEscalation = (settings: Settings, deps: Deps) =>
  defineFeature({
    name: feature,
    model: { state, event, effect },
    initial,
    eventFrom: eventFromWith(settings),
    decide: decideWith(settings),
    onLockHeld: onLockHeldWith(settings),
    index: indexOf,
    publicView: publicViewOf,
    actor: supervisorBehind,
    isChatter,
    kept,
    jobs: jobsIn(deps),
  })
