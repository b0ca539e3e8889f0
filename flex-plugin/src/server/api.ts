import { hc } from 'hono/client'
import type { App } from '../../../webhooks/app.ts'
import { textField } from '../flex/field.ts'
import type { Video } from '../state/model.ts'
import { videoOfView } from '../state/read-video.ts'
import { type AskOptions, ask } from './ask.ts'
import type { Answer } from './problem.ts'
import type { Session } from './session.ts'

/** The agent's commands. The server checks the agent's rights; the plugin does not repeat those rules. */
export type Api = {
  start(task: { readonly taskSid: string; readonly conversationSid: string }): Promise<Answer<Video>>
  end(id: string): Promise<Answer<Video>>
  /** `newLink` revokes every earlier link. */
  resend(id: string, newLink?: boolean): Promise<Answer<Video>>
  /** The address of the agent's page. Its holder acts as this agent, so only the frame receives it. */
  seat(id: string): Promise<Answer<{ readonly pageUrl: string }>>
}

/** Uses the route types of the server, so that a changed route does not compile here. */
export function createApi(server: string, session: Session): Api {
  const at = hc<App>(server).api.escalations
  const send = <T>(options: Omit<AskOptions<T>, 'session'>) => ask({ ...options, session })
  const with_ = (token: string, signal: AbortSignal) => ({
    headers: { authorization: `Bearer ${token}` },
    init: { signal },
  })
  return {
    start: ({ taskSid, conversationSid }) =>
      send({
        ask: (...how) => at.$post({ json: { taskSid } }, with_(...how)),
        // Rejects an answer about another conversation.
        read: (body) => (textField(body, 'conversationSid') === conversationSid ? videoOfView(body) : undefined),
        isRepeatable: true,
      }),
    end: (id) =>
      send({
        ask: (...how) => at[':id'].end.$post({ param: { id } }, with_(...how)),
        read: videoWith(id),
        isRepeatable: true,
      }),
    resend: (id, newLink = false) =>
      send({
        ask: (...how) => at[':id'].resend.$post({ param: { id }, json: { newLink } }, with_(...how)),
        read: videoWith(id),
        isRepeatable: false,
      }),
    seat: (id) =>
      send({
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

/** Accepts only an http(s) address, because a frame would also run a `javascript:` address. */
function pageOf(server: string, address: string | undefined): { readonly pageUrl: string } | undefined {
  if (!address || !URL.canParse(address)) return undefined
  const { protocol } = new URL(address)
  return protocol === 'https:' || protocol === new URL(server).protocol ? { pageUrl: address } : undefined
}
