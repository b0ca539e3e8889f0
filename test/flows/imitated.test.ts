import { beforeAll, expect, it } from 'vitest'
import type { CallCentre } from '../support/a-call-centre.ts'
import { aPhoneCall } from '../support/a-phone-call.ts'
import { aTransfer } from '../support/a-transfer.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
  await centre.sim.voice({ media: false, conferenceStatusCallback: `${centre.serverUrl}/webhooks/voice` })
})

/** Requests since then that the simulator does not know or does not imitate. */
const gaps = async (after: number) =>
  (await centre.journal(after)).filter(({ kind }) => kind === 'gap' || kind === 'unexpected')

it('a video, a transfer and a call make only requests that the simulator imitates', async () => {
  const after = await centre.last()
  const chat = await centre.chat()
  await chat.invited()
  await chat.ends('complete')
  const { ben, ...way } = await aTransfer(centre)
  await way.toBen({ note: 'wants a refund' })
  await way.offered(1, ben.sid)
  await way.accept()
  await way.written('completed')
  const call = await aPhoneCall(centre)
  await call.streaming(call.reservationSid)
  await centre.settled()
  expect(await gaps(after)).toEqual([])
})

it('a request that the simulator does not imitate is in its journal as a gap', async () => {
  const after = await centre.last()
  await expect(centre.rest('/video/v1/CompositionHooks')).rejects.toThrow('501')
  expect(await gaps(after)).toMatchObject([{ kind: 'gap', product: 'video', gap: 'CompositionHooks' }])
})
