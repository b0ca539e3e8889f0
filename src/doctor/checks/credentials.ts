import { isStatus } from '../../twilio/codes.ts'
import type { Check, Examined } from '../check.ts'

/** Twilio's other regions, each with an edge. https://www.twilio.com/docs/global-infrastructure */
const regions = [
  ['ie1', 'dublin'],
  ['au1', 'sydney'],
] as const

export const credentials: Check = {
  name: 'credentials',
  async look(account) {
    try {
      await account.sdk.taskrouter.v1.workspaces.list({ limit: 1 })
      return []
    } catch (problem) {
      if (!isStatus(problem, 401)) throw problem
      const region = await otherRegion(account)
      if (region !== undefined) {
        return [
          {
            what: `The API key is of region ${region}, but Flex and video tokens accept keys of US1 only`,
            todo: 'Make a standard key with the console switched to US1, and set TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET.',
          },
        ]
      }
      return [
        {
          what: 'Twilio does not accept the API key',
          todo: 'Compare TWILIO_ACCOUNT_SID, TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET with the console. The key must belong to that account.',
        },
      ]
    }
  },
}

/** The region of a key. US1 answers the same for a wrong key and for a key of another region. */
async function otherRegion({ sdk, account }: Examined): Promise<string | undefined> {
  const path = `/2010-04-01/Accounts/${account.TWILIO_ACCOUNT_SID}/Conferences.json?PageSize=1`
  for (const [region, edge] of regions) {
    const uri = `https://api.${edge}.${region}.twilio.com${path}`
    const status = await sdk.request({ method: 'get', uri }).then(
      ({ statusCode }) => statusCode,
      () => undefined, // an unreachable region proves nothing
    )
    if (status === 200) return region.toUpperCase()
  }
  return undefined
}
