import { mintSeat } from '../../src/access/seat.ts'
import { credentials, type Stack } from '../../tools/stack.ts'

export type Seat = { readonly token: string; readonly signalingUrl: string }

const keys = {
  accountSid: credentials.TWILIO_ACCOUNT_SID,
  apiKeySid: credentials.TWILIO_API_KEY_SID,
  apiKeySecret: credentials.TWILIO_API_KEY_SECRET,
}

/** A room that Escalate does not know, and seats in it. */
export async function bareRoom(
  { simulatorUrl, env }: Pick<Stack, 'simulatorUrl' | 'env'>,
  name: string,
): Promise<(identity: string) => Seat> {
  const key = `${keys.apiKeySid}:${keys.apiKeySecret}`
  const answer = await fetch(`${simulatorUrl}/video/v1/Rooms`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(key).toString('base64')}` },
    body: new URLSearchParams({ UniqueName: name }),
  })
  if (!answer.ok) throw new Error(`The room of the bare page: ${answer.status} ${await answer.text()}`)
  const { sid } = (await answer.json()) as { sid: string } // the simulator's own contract, checked by its tests
  return (identity) => ({
    token: mintSeat({ roomSid: sid, identity, ttlSeconds: 600 }, keys),
    signalingUrl: env['TWILIO_VIDEO_SIGNALING_URL'] ?? '',
  })
}
