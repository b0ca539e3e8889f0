import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { rfc2822 } from '../cloud/dates.ts'
import { integer } from '../rest/parameters.ts'
import { created, type Route } from '../rest/route.ts'
import { accountRoute } from '../voice/account-route.ts'

const parameters = z.strictObject({ Ttl: integer(1, 86_400).optional() })

/** …/Tokens (Twilio docs: "Network Traversal Service Tokens"), under `api`. */
export const turnRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(cloud, 'POST', '/Tokens.json', { params: parameters }, ({ params: { Ttl = 86_400 } }) => {
    const { iceServers } = cloud.turn
    const turn = iceServers.find(({ username }) => username !== undefined)
    const now = rfc2822(cloud.clock.now())
    return created({
      account_sid: cloud.account.accountSid,
      username: turn?.username ?? '',
      password: turn?.credential ?? '',
      ttl: String(Ttl),
      // Each address twice, because old browsers read `url`.
      ice_servers: iceServers.map((server) => ({ url: server.urls, ...server })),
      date_created: now,
      date_updated: now,
    })
  }),
]
