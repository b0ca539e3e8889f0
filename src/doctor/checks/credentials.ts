import { isStatus } from '../../twilio/codes.ts'
import type { Check } from '../check.ts'

export const credentials: Check = {
  name: 'credentials',
  async look({ sdk }) {
    try {
      await sdk.taskrouter.v1.workspaces.list({ limit: 1 })
      return []
    } catch (problem) {
      if (!isStatus(problem, 401)) throw problem
      return [
        {
          what: 'Twilio does not accept the API key',
          todo: 'Compare TWILIO_ACCOUNT_SID, TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET with the console. The key must belong to that account.',
        },
      ]
    }
  },
}
