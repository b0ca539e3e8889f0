import { defineFeature } from '../../core/feature.ts'
import { isChatter } from './chatter.ts'
import { decideWith, eventFromWith, indexOf, onLockHeldWith } from './decide.ts'
import { type Deps, jobsIn } from './jobs.ts'
import { effect, event, initial, type Settings, state } from './model.ts'
import { publicViewOf } from './public-view.ts'
import { supervisorBehind } from './supervisors.ts'

/** A chat becomes a video: room, invite, presence, a clean end. See the README beside this file. */
export const videoEscalation = (settings: Settings, deps: Deps) =>
  defineFeature({
    name: 'video-escalation',
    model: { state, event, effect },
    initial,
    eventFrom: eventFromWith(settings),
    decide: decideWith(settings),
    onLockHeld: onLockHeldWith(settings),
    index: indexOf,
    publicView: publicViewOf,
    actor: supervisorBehind,
    isChatter,
    jobs: jobsIn(deps),
  })
