import { hc } from 'hono/client'
import type { JoinApi } from '../../../webhooks/join/join.ts'
import type { GivenSeat, PageState, Step } from '../../../webhooks/join/page-state.ts'
import type { Entry } from './entry.ts'

export type Problem = { readonly code: string; readonly message: string; readonly retryable: boolean }
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem }

export type Rating = {
  /** 1 to 5. */
  readonly stars: number
  readonly issues: readonly string[]
  readonly comment: string
}

/** What an agent may do from the frame. */
export type Command = 'end' | 'remove' | 'mute' | 'resend' | 'record-on' | 'record-off'

/** The server as this page knows it. Nothing here throws: what did not work is an answer with a reason. */
export type Api = {
  state(): Promise<Answer<PageState>>
  seat(asked: { readonly takeOver: boolean; readonly isConsenting: boolean }): Promise<Answer<GivenSeat>>
  /** Goes out even while the page is being closed. */
  tell(step: Step, detail?: string): void
  /** Whether the line has been weak for a while. */
  tellLine(isWeak: boolean): void
  rate(rating: Rating): Promise<Answer<unknown>>
  askForLink(): Promise<Answer<unknown>>
  command(command: Command): Promise<Answer<unknown>>
  /** A fresh address of this page for a window of its own. Agents only. */
  popOutUrl(): Promise<Answer<{ readonly url: string }>>
}

/** The server's routes, typed by the server itself: a changed route does not compile here. */
export function createApi({ token, device }: Entry): Api {
  const at = hc<JoinApi>('/j')[':token']
  const param = { token }
  return {
    state: () => answered<PageState>(at.state.$get({ param, query: { device } })),
    seat: (asked) => answered<GivenSeat>(at.$post({ param, json: { device, ...asked } })),
    tell: (step, detail) =>
      void answered(
        at.told.$post({ param, json: { device, step, ...(detail && { detail: detail.slice(0, 80) }) } }, lasting),
      ),
    tellLine: (isWeak) => void answered(at.line.$post({ param, json: { isWeak } })),
    rate: (rating) => answered(at.rating.$post({ param, json: { ...rating, issues: [...rating.issues] } })),
    askForLink: () => answered(at.link.$post({ param, json: {} })),
    command: (command) => answered(at.command.$post({ param, json: { command } })),
    popOutUrl: () => answered<{ url: string }>(at.window.$post({ param, json: {} })),
  }
}

/** A request that outlives its page: "left" is told while the page is going. */
const lasting = { init: { keepalive: true } } as const

const away: Problem = { code: 'no-connection', message: 'No connection.', retryable: true }

type Reply = Pick<Response, 'ok' | 'json'>

async function answered<T>(asking: Promise<Reply>): Promise<Answer<T>> {
  try {
    const reply = await asking
    const body: unknown = await reply.json()
    // The typed routes say what comes back; a refusal is always a Problem (webhooks/problem.ts).
    return reply.ok ? { ok: true, body: body as T } : { ok: false, problem: body as Problem }
  } catch {
    return { ok: false, problem: away }
  }
}
