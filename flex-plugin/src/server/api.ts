import { hc } from 'hono/client'
import type { App } from '../../../webhooks/app.ts'
import { textField } from '../flex/field.ts'
import type { Video } from '../state/model.ts'
import { videoOfView } from '../state/read-video.ts'
import { type AskOptions, ask } from './ask.ts'
import type { Answer } from './problem.ts'
import type { Session } from './session.ts'

/** The agent's commands. The server knows whether they may; nothing of that is repeated here. */
export type Api = {
  start(task: { readonly taskSid: string; readonly conversationSid: string }): Promise<Answer<Video>>
  end(id: string): Promise<Answer<Video>>
  /** `newLink` makes every earlier link useless. */
  resend(id: string, newLink?: boolean): Promise<Answer<Video>>
  /** Where the agent's page is. Whoever has the address acts as this agent: it is shown to the frame and to nobody else. */
  seat(id: string): Promise<Answer<{ readonly pageUrl: string }>>
}

/** The server's routes, typed by the server itself: a changed route does not compile here. */
export function createApi(server: string, session: Session): Api {
  const at = hc<App>(server).api.escalations
  const asked = <T>(options: Omit<AskOptions<T>, 'session'>) => ask({ ...options, session })
  const with_ = (token: string, signal: AbortSignal) => ({
    headers: { authorization: `Bearer ${token}` },
    init: { signal },
  })
  return {
    start: ({ taskSid, conversationSid }) =>
      asked({
        ask: (...how) => at.$post({ json: { taskSid } }, with_(...how)),
        // An answer about another conversation is no answer to this.
        read: (body) => (textField(body, 'conversationSid') === conversationSid ? videoOfView(body) : undefined),
        isRepeatable: true,
      }),
    end: (id) =>
      asked({
        ask: (...how) => at[':id'].end.$post({ param: { id } }, with_(...how)),
        read: videoWith(id),
        isRepeatable: true,
      }),
    resend: (id, newLink = false) =>
      asked({
        ask: (...how) => at[':id'].resend.$post({ param: { id }, json: { newLink } }, with_(...how)),
        read: videoWith(id),
        isRepeatable: false,
      }),
    seat: (id) =>
      asked({
        ask: (...how) => at[':id'].seat.$post({ param: { id } }, with_(...how)),
        read: (body) => pageOf(server, textField(body, 'pageUrl')),
        isRepeatable: true,
      }),
  }
}

const videoWith = (id: string) => (body: unknown) => {
  const video = videoOfView(body)
  return video?.id === id ? video : undefined
}

/** A frame runs what it is given: only a page over http, and never a script in an address. */
function pageOf(server: string, address: string | undefined): { readonly pageUrl: string } | undefined {
  if (!address || !URL.canParse(address)) return undefined
  const { protocol } = new URL(address)
  return protocol === 'https:' || protocol === new URL(server).protocol ? { pageUrl: address } : undefined
}
