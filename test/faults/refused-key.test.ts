import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { aTransfer } from '../support/a-transfer.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})
afterEach(() => centre.sim.noFaults())

/** As during a key rotation. Flex tokens are validated by another service. */
async function refuseTheKey(): Promise<() => Promise<number>> {
  const after = await centre.last()
  for (const product of ['video', 'taskrouter', 'conversations', 'flex-api'])
    await centre.sim.fault({ kind: 'status', status: 401, product })
  return async () => (await centre.journal(after)).filter(({ status }) => status === 401).length
}

describe('while Twilio refuses our key', () => {
  it('waiting jobs continue by themselves when the key works again: videos, acceptances, cancellations', async () => {
    const [video, taken, cancelled] = [await centre.chat(), await aTransfer(centre), await aTransfer(centre)]
    await Promise.all([taken.toBen(), cancelled.toBen()])
    const { id } = await cancelled.is('ringing')
    const { sid } = await taken.offered()
    const refused = await refuseTheKey()
    await video.types('/video')
    await centre.sim.accept(sid)
    await cancelled.chat.call(`/transfers/${id}/cancel`, {})
    await until('the key was refused often', async () => (await refused()) >= 12, { withinMs: 90_000 })
    expect(await video.rooms()).toEqual([])
    await centre.sim.noFaults()
    await Promise.all([video.saying('invited'), taken.is('completed'), cancelled.is('cancelled')])
    await taken.presentAre(taken.ben)
    await cancelled.nobodyIsRung()
    expect(await video.rooms()).toHaveLength(1)
    expect(await video.invites()).toHaveLength(1)
  })

  it('/readyz names the reason', async () => {
    await refuseTheKey()
    const said = await until('the server is not ready', async () => {
      const answer = await fetch(`${centre.serverUrl}/readyz`)
      return !answer.ok && (await answer.text())
    })
    expect(said).toContain('the API key is not accepted')
    await centre.sim.noFaults()
    await until('the server is ready', async () => (await fetch(`${centre.serverUrl}/readyz`)).ok)
  })
})
