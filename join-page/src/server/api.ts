import type { hc, InferRequestType } from 'hono/client'
import { type Answer, answered } from '../../../client-shared/answer.ts'
import type { Figures } from '../../../src/core/figures.ts'
import type { JoinApi } from '../../../webhooks/join/join.ts'
import type { GivenSeat, PageState } from '../../../webhooks/join/page-state.ts'
import type { Entry } from './entry.ts'
import { createStepReporter, type StepReporter } from './step-reporter.ts'

export type Rating = {
  /** 1 to 5. */
  readonly stars: number
  readonly issues: readonly string[]
  readonly comment: string
}

/** The commands that an agent may send from the frame. */
export type Command = 'end' | 'remove' | 'mute' | 'resend' | 'record-on' | 'record-off'

/** The server as this page uses it. Nothing here throws: a failure or a timeout is an answer with a reason. */
export type Api = StepReporter & {
  state(): Promise<Answer<PageState>>
  seat(request: { readonly takeOver: boolean; readonly isConsenting: boolean }): Promise<Answer<GivenSeat>>
  /** Reports a lasting change of the connection quality. */
  reportQuality(isWeak: boolean): void
  /** Reports the figures of one period of the call. Works even while the page is closing. */
  reportFigures(figures: Figures): void
  rate(rating: Rating): Promise<Answer<unknown>>
  askForLink(): Promise<Answer<unknown>>
  /** Requests TURN servers for the network test. */
  iceServers(): Promise<Answer<{ readonly iceServers: readonly RTCIceServer[] }>>
  command(command: Command): Promise<Answer<unknown>>
  /** Requests a new address of this page for a separate window. Agents only. */
  popOutUrl(): Promise<Answer<{ readonly url: string }>>
}

type Client = ReturnType<typeof hc<JoinApi>>[':token']
type Posting = { readonly $post: (...given: never[]) => unknown }
type Word = { [Each in keyof Client]: Client[Each] extends Posting ? Each : never }[keyof Client] & string
type Json<Route extends Posting> = InferRequestType<Route['$post']> extends { json: infer Body } ? Body : never

/**
 * Uses the route types of the server, so that a changed route does not compile here. Uses only the types of hono's
 * client, because the first screen would wait for its code.
 */
export function createApi({ token, device }: Entry): Api {
  const at = `/j/${token}`
  const ask = <T>(address: string, how: RequestInit) => answered<T>((signal) => fetch(address, { ...how, signal }))
  const posted = <T>(address: string, json: unknown, how: RequestInit = {}) =>
    ask<T>(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json),
      ...how,
    })
  const post = <T, W extends Word = Word>(word: W, json: Json<Client[W]>, how?: RequestInit) =>
    posted<T>(`${at}/${word}`, json, how)
  return {
    // `keepalive` sends the step even while the page is closing.
    ...createStepReporter(async ({ step, detail }) => {
      const said = { device, step, ...(detail && { detail: detail.slice(0, 80) }) }
      return (await post('readiness', said, { keepalive: true })).ok
    }),
    state: () => ask(`${at}/state?device=${encodeURIComponent(device)}`, {}),
    seat(request) {
      const json: Json<Client> = { device, ...request }
      return posted(at, json)
    },
    reportQuality: (isWeak) => void post('connection', { isWeak }),
    reportFigures: (figures) => void post('measurements', figures, { keepalive: true }),
    rate: (rating) => post('rating', { ...rating, issues: [...rating.issues] }),
    askForLink: () => post('link', {}),
    iceServers: () => post('network', {}),
    command: (command) => post('command', { command }),
    popOutUrl: () => post('window', {}),
  }
}
