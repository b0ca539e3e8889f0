import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import { answerCall, endCall } from '../voice/call-life.ts'
import { changeSeat } from '../voice/change-seat.ts'
import type { Call, PhoneTask } from '../voice/model.ts'
import { addParty, leadBack, leadOutside, moveToSecondConference } from '../voice/phone/beside.ts'
import { agentOf } from '../voice/phone/transfer.ts'
import { ControlError, present } from './control-error.ts'
import { findPhoneTask } from './find.ts'
import { readBody } from './read-body.ts'
import { answer, flagged, newParty, outside, type Who } from './voice-bodies.ts'
import { phoneState } from './voice-state.ts'

/** Changes a Flex call from outside Flex, as plugins, supervisors and callees who do not answer do. */
export function besideCalls(cloud: Cloud): Hono {
  const app = new Hono()
  const find = (sid: string) => findPhoneTask(cloud, sid)
  app.post('/calls/:sid/answer', async (c) => {
    const phone = find(c.req.param('sid'))
    const { answers = true } = await readBody(c, answer)
    if (answers) answerCall(cloud, phone.customer)
    else endCall(cloud, phone.customer, 'no-answer')
    return c.json(phoneState(cloud, phone))
  })
  app.post('/calls/:sid/outside', async (c) => {
    const phone = find(c.req.param('sid'))
    const { on = true, endConferenceOnExit = false } = await readBody(c, outside)
    if (on) leadOutside(cloud, phone)
    else leadBack(cloud, phone, endConferenceOnExit)
    return c.json(phoneState(cloud, phone))
  })
  app.post('/calls/:sid/parties', async (c) => {
    const phone = find(c.req.param('sid'))
    const { coaches, ...given } = await readBody(c, newParty)
    const coached = coaches === undefined ? null : legOf(cloud, phone, { workerSid: coaches })
    return c.json({ callSid: addParty(cloud, phone, { ...given, coaches: coached }).sid }, 201)
  })
  app.post('/calls/:sid/conference', (c) => {
    const phone = find(c.req.param('sid'))
    moveToSecondConference(cloud, phone)
    return c.json(phoneState(cloud, phone))
  })
  app.post('/calls/:sid/flag', async (c) => {
    const phone = find(c.req.param('sid'))
    const { who, on } = await readBody(c, flagged)
    changeSeat(cloud, seatOf(cloud, phone, who), { endConferenceOnExit: on })
    return c.json(phoneState(cloud, phone))
  })
  return app
}

/** The leg of the customer, of an agent, or of any other participant by its SID. */
export function legOf(cloud: Cloud, phone: PhoneTask, who: Who): Call {
  if (who === 'customer') return phone.customer
  if ('callSid' in who) return present(cloud.voice.calls.get(who.callSid), 'call', who.callSid)
  return present(phone.legs.get(agentOf(phone, who.workerSid).sid), 'leg of worker', who.workerSid)
}

/** The same participant's place in the conference. */
export function seatOf(cloud: Cloud, phone: PhoneTask, who: Who) {
  const { seat } = legOf(cloud, phone, who)
  if (seat === null) throw new ControlError(400, 'not_in_conference', 'Not in a conference')
  return seat
}
