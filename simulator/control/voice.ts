import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import { reservationBody } from '../taskrouter/bodies.ts'
import { setReservation } from '../taskrouter/reservations.ts'
import { endCall } from '../voice/call-life.ts'
import { changeSeat } from '../voice/change-seat.ts'
import { startCall } from '../voice/phone/start-call.ts'
import { abandonTransfer, completeTransfer, transferCall } from '../voice/phone/transfer.ts'
import { findPhoneTask, findReservation } from './find.ts'
import { readBody } from './read-body.ts'
import { legOf, seatOf } from './voice-beside.ts'
import { hangup, newCall, newTransfer, person, voiceSettings, worker } from './voice-bodies.ts'
import { phoneState } from './voice-state.ts'

/**
 * Does what callers and agents do on the phone: call, transfer, hold, mute, hang up. The SID of any leg or of the task
 * names a call.
 */
export function voiceControls(cloud: Cloud): Hono {
  const app = new Hono()
  const find = (sid: string) => findPhoneTask(cloud, sid)
  app.post('/calls', async (c) => c.json(startCall(cloud, await readBody(c, newCall)), 201))
  app.get('/calls/:sid', (c) => c.json(phoneState(cloud, find(c.req.param('sid')))))
  app.post('/calls/:sid/transfer', async (c) => {
    const transfer = transferCall(cloud, find(c.req.param('sid')), await readBody(c, newTransfer))
    const offer = transfer.offered
    const offered = { reservationSid: offer?.sid ?? null, workerSid: offer?.worker.sid ?? null }
    return c.json({ transferSid: transfer.sid, ...offered }, 201)
  })
  app.post('/calls/:sid/transfer/complete', async (c) => {
    const phone = find(c.req.param('sid'))
    completeTransfer(cloud, phone, (await readBody(c, worker)).workerSid)
    return c.json(phoneState(cloud, phone))
  })
  app.post('/calls/:sid/transfer/cancel', (c) => {
    const phone = find(c.req.param('sid'))
    abandonTransfer(cloud, phone)
    return c.json(phoneState(cloud, phone))
  })
  app.post('/calls/:sid/hangup', async (c) => {
    const phone = find(c.req.param('sid'))
    const { who = 'customer', isDropped = false } = await readBody(c, hangup)
    const leg = legOf(cloud, phone, who)
    if (isDropped) phone.dropped.add(leg)
    endCall(cloud, leg)
    return c.json(phoneState(cloud, phone))
  })
  for (const [verb, what] of [
    ['hold', 'hold'],
    ['mute', 'muted'],
  ] as const) {
    app.post(`/calls/:sid/${verb}`, async (c) => {
      const phone = find(c.req.param('sid'))
      const { who = 'customer', on = true } = await readBody(c, person)
      changeSeat(cloud, seatOf(cloud, phone, who), { [what]: on })
      return c.json(phoneState(cloud, phone))
    })
  }
  for (const [verb, status] of [
    ['wrapup', 'wrapping'],
    ['complete', 'completed'],
  ] as const) {
    app.post(`/reservations/:sid/${verb}`, (c) => {
      const { workspace, reservation } = findReservation(cloud, c.req.param('sid'))
      setReservation(cloud, workspace, reservation, status)
      return c.json(reservationBody(cloud, workspace, reservation))
    })
  }
  app.post('/voice', async (c) => c.json(Object.assign(cloud.voice.settings, await readBody(c, voiceSettings))))
  return app
}
