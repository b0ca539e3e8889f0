import { asIsAndWanted, webhookFindings } from '../as-wanted.ts'
import type { Check } from '../check.ts'
import { noServer } from '../server-of.ts'

export const taskRouterCallback: Check = {
  name: 'event callback of TaskRouter',
  needs: ['workspace', 'chat service'],
  isOff: noServer,
  async look(account) {
    const { is, wanted } = await asIsAndWanted(account)
    const { url, events } = is.taskrouter
    // Without a filter TaskRouter sends every event.
    return webhookFindings(
      'TaskRouter',
      { url, events: events.length === 0 ? wanted.taskrouter.events : events },
      wanted.taskrouter,
    )
  },
}
