import { defineFeature, unchanged } from '../../core/feature.ts'
import { isChatter } from './chatter.ts'
import { decide, index } from './decide.ts'
import { type Deps, jobsIn } from './jobs.ts'
import { effect, event, eventFrom, initial, state } from './model.ts'
import { feature } from './names.ts'
import { publicViewOf } from './public-view.ts'
import { asksForVideo, type Words } from './recognise.ts'

export type Settings = { readonly words: Words }

/** Shows agents that a customer asks for video in the chat. See the README beside this file. */
export const videoRequest = ({ words }: Settings, deps: Deps) =>
  defineFeature({
    name: feature,
    model: { state, event, effect },
    initial,
    eventFrom,
    decide,
    // The feature takes no locks, so none can be held.
    onLockHeld: (before) => unchanged(before),
    index,
    publicView: publicViewOf,
    isChatter,
    reader: {
      concerns: asksForVideo(words),
      factOf: (message) => ({ ...message, type: 'video-request.received', role: 'customer' }),
    },
    jobs: jobsIn(deps),
  })
