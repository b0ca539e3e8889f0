import { hc } from 'hono/client'
import type { App } from '../../../webhooks/app.ts'
import { textField } from '../flex/field.ts'
import { ask } from './ask.ts'
import type { Answer } from './problem.ts'
import type { Session } from './session.ts'

/** The agent's commands for voice calls. The server checks the agent's rights. */
export type CallApi = { beforeTransfer(taskSid: string): Promise<Answer<string>> }

export function createCallApi(server: string, session: Session): CallApi {
  const at = hc<App>(server).api.streams[':taskSid']['before-transfer']
  return {
    beforeTransfer: (taskSid) =>
      ask({
        ask: (token, signal) =>
          at.$post({ param: { taskSid } }, { headers: { authorization: `Bearer ${token}` }, init: { signal } }),
        read: (body) => textField(body, 'survivesTransfer'),
        session,
        // The transfer does not wait for a second attempt.
        isRepeatable: false,
      }),
  }
}
