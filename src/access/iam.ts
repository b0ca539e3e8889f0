import { z } from 'zod'

export type IamAccess = {
  readonly url: string
  readonly accountSid: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
  readonly timeoutMs: number
}

const answer = z.object({
  valid: z.boolean(),
  expiration: z.coerce.date().optional().catch(undefined),
  roles: z.array(z.string()).default([]),
  worker_sid: z.string().nullish(),
})
export type IamAnswer = z.infer<typeof answer>

/**
 * Asks Twilio about a Flex token.
 * @throws Error if Twilio gives no usable answer
 */
export async function askIam(iam: IamAccess, token: string): Promise<IamAnswer> {
  const reply = await fetch(`${iam.url}/v1/Accounts/${iam.accountSid}/Tokens/validate`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${iam.apiKeySid}:${iam.apiKeySecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ token }),
    signal: AbortSignal.timeout(iam.timeoutMs),
    redirect: 'error',
  })
  if (reply.status >= 500 || reply.status === 429) throw new Error(`iam answered ${reply.status}`)
  return answer.parse(await reply.json())
}

/** Whether Twilio's answer was not of the usual form. A malformed token from outside may be the reason. */
export const isStrange = (problem: unknown): boolean => problem instanceof z.ZodError || problem instanceof SyntaxError
