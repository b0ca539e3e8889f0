import { z } from 'zod'

const view = z.object({
  id: z.string(),
  conversationSid: z.string(),
  taskSid: z.string(),
  state: z.string(),
  linkRevoked: z.boolean(),
  roomSid: z.string().optional(),
  outcome: z.object({ reason: z.string() }).optional(),
})

/** The escalation in an answer to an agent. */
export const viewIn = async (answer: Response) => view.parse(await answer.json())

const seat = z.strictObject({
  token: z.string(),
  roomSid: z.string(),
  identity: z.string(),
  expiresAt: z.string(),
  /** For agents: the address of their page. */
  pageUrl: z.string().optional(),
})
const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  grants: z.strictObject({ identity: z.string(), video: z.strictObject({ room: z.string() }) }),
})

/** The claims of a video token. */
export function claimsIn(token: string): z.infer<typeof claims> {
  const [, payload = ''] = token.split('.')
  return claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
}

/** A seat in an answer, with its token's claims. */
export async function seatIn(answer: Response) {
  const given = seat.parse(await answer.json())
  return { ...given, claims: claimsIn(given.token) }
}
