import { z } from 'zod'
import { eventTypes } from './catalogue.ts'

/** `whsec_` and 24 to 64 bytes in base64, as in the Standard Webhooks specification. */
const secret = z.string().refine((text) => {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(text) ?? []
  const { length } = Buffer.from(base64 ?? '', 'base64')
  return length >= 24 && length <= 64
}, 'must be whsec_ and 24 to 64 bytes in base64')

const pattern = z
  .string()
  .refine(
    (text) => eventTypes.includes(text) || eventTypes.some((type) => text === `${type.split('.')[0]}.*`),
    'is not an event, nor a kind of events such as escalation.*',
  )

/** https, without credentials and fragment; http only if private addresses are allowed, for development. */
const url = z
  .url({ protocol: /^https?$/, error: 'must be an https address' })
  .max(2_000)
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const { username, password, hash } = new URL(text)
    return !username && !password && !hash
  }, 'must have no credentials and no fragment')

/** A receiver of events. While a secret is being replaced there are two, and every delivery is signed with both. */
export const endpoint = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -'),
  url,
  secrets: z.array(secret).min(1).max(2),
  events: z.array(pattern).min(1).max(50).optional(),
})
export type Endpoint = z.infer<typeof endpoint>

/** Whether an endpoint gets events of this type. */
export const wants = ({ events }: Endpoint, type: string): boolean =>
  !events || events.includes(type) || events.includes(`${type.split('.')[0]}.*`)
