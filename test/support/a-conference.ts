import { expect } from 'vitest'
import { until } from '../../tools/until.ts'
import type { PhoneCall } from './a-phone-call.ts'

const isOver = async (call: PhoneCall) => (await call.state()).conference?.status === 'completed'

/** How long (ms) it takes until the call's conference is over. */
export async function endsAfter(call: PhoneCall): Promise<number> {
  const from = Date.now()
  await until('the conference is over', () => isOver(call))
  return Date.now() - from
}

/** After two more checks the call goes on, with so many parties in its conference. */
export async function goesOn(call: PhoneCall, parties: number): Promise<void> {
  await call.looked(2)
  const { status, conference } = await call.state()
  expect([status, conference?.status, conference?.participants.length]).toEqual(['in-progress', 'in-progress', parties])
}
