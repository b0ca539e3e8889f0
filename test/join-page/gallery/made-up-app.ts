import { signal } from '@preact/signals'
import type { Answer } from '../../../client-shared/answer.ts'
import type { App } from '../../../join-page/src/app-context.ts'
import { atStart } from '../../../join-page/src/journey/at-start.ts'
import type { Journey, Screen } from '../../../join-page/src/journey/model.ts'
import type { Api } from '../../../join-page/src/server/api.ts'
import { createLanguage } from '../../../join-page/src/texts/language.ts'
import { loadTexts } from '../../../join-page/src/texts/load.ts'
import { createAnnouncer } from '../../../join-page/src/ui/announcer.ts'
import type { PageState } from '../../../webhooks/join/page-state.ts'
import { aPageState } from '../a-page-state.ts'
import { madeUpCall } from './made-up-call.ts'
import { madeUpMedia } from './made-up-media.ts'
import type { Query } from './query.ts'
import type { State } from './state.ts'

const link = `${location.origin}/j/kT3vWq8ZsYp1LhXn5RbG2mDc7fJa9uEo`

/** Everything that a screen may use, without a server. A press changes only the screen's own state. */
export function madeUpApp(state: State, { locale, name, brand }: Query): App {
  const server: PageState = { ...aGoodDay, agentName: name, ...state.server }
  const journey: Journey = {
    ...atStart('good'),
    isPersonSeen: true,
    screen: timed(state.screen),
    server,
    ...state.journey,
  }
  const language = createLanguage({
    server: locale,
    browser: [],
    load: loadTexts,
    kept: { read: () => undefined, write: () => {} },
  })
  return {
    journey: signal(journey),
    dispatch: () => {},
    media: madeUpMedia(state),
    call: madeUpCall(state, server.role),
    api: madeUpApi(state.problem),
    network: { is: signal(state.network), isTesting: signal(state.isTesting ?? false), test: () => {} },
    texts: language.texts,
    language,
    link,
    brand,
    ...createAnnouncer(),
  }
}

/** States have no clock: their `since` is relative. */
const timed = (screen: Screen): Screen =>
  screen.is === 'waiting' ? { ...screen, since: Date.now() - screen.since } : screen

const aGoodDay = aPageState({
  agentNames: { 'agent-1': 'Ana', 'agent-2': 'Ben' },
  isAgentHere: true,
  isCustomerHere: true,
  linkEndsAt: Date.now() + 20 * 3600_000,
})

function madeUpApi(code: string | undefined): Api {
  const problem = { code: code ?? 'made-up', message: 'The server is made up.', retryable: true }
  const refused = { ok: false, problem } as const
  const done: Answer<unknown> = code ? refused : { ok: true, body: {} }
  return {
    state: async () => refused,
    seat: async () => refused,
    reportStep: () => {},
    reportQuality: () => {},
    reportFigures: () => {},
    reportStepAgain: () => {},
    leave: () => {},
    rate: async () => done,
    iceServers: async () => refused,
    askForLink: async () => done,
    command: async () => done,
    popOutUrl: async () => refused,
  }
}
