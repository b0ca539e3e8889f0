import { hc } from 'hono/client'
import type { App as Server } from '../../../webhooks/app.ts'
import type { App } from '../app.ts'
import { textField } from '../flex/field.ts'
import { ask } from '../server/ask.ts'
import type { Session } from '../server/session.ts'
import { createValue, type Value } from '../state/value.ts'

export type Declines = {
  /** Requests that were declined here. The task is updated a Twilio round trip later. */
  readonly declined: Value<readonly string[]>
  /** Declines the request, or shows why that did not work. */
  readonly decline: (id: string) => Promise<void>
}

/** The server checks the agent's rights. */
export function createDeclines(
  server: string,
  session: Session,
  { notify, why }: Pick<App, 'notify' | 'why'>,
): Declines {
  const at = hc<Server>(server).api['video-requests'][':id'].decline
  const declined = createValue<readonly string[]>([])
  return {
    declined,
    async decline(id) {
      if (declined.get().includes(id)) return
      declined.set([...declined.get(), id])
      const answer = await ask({
        ask: (token, signal) =>
          at.$post({ param: { id } }, { headers: { authorization: `Bearer ${token}` }, init: { signal } }),
        read: (body) => textField(body, 'id'),
        session,
        isRepeatable: true,
      })
      if (answer.ok) return
      declined.set(declined.get().filter((each) => each !== id))
      notify('EscalateProblem', await why(answer.problem))
    },
  }
}
