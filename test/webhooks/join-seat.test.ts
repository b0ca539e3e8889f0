import { describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { problemIn } from '../support/a-problem.ts'
import { claimsIn, seatIn } from '../support/a-view.ts'
import { anAssignment, sid } from '../support/an-assignment.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

const phone = { device: 'phone' }
const laptop = { device: 'laptop' }

describe('the waiting room', () => {
  it('refuses a customer (425, retryable) while no agent is in the room', async () => {
    const { sits } = await anOpenVideo()
    const answer = await sits(phone)
    expect(await problemIn(answer)).toMatchObject({ status: 425, code: 'agent-not-here', retryable: true })
  })

  it('shows the agent that the customer waits, and the customer that the agent is there', async () => {
    const { sits, sees, comes, ada, id } = await anOpenVideo()
    await sits(phone)
    expect(await (await ada.get(`/escalations/${id}`)).json()).toMatchObject({ state: 'waiting' })
    expect(await sees('phone')).toMatchObject({ isAgentHere: false, seat: 'here' })
    await comes('agent')
    expect(await sees('phone')).toMatchObject({ isAgentHere: true })
    expect((await sits(phone)).status).toBe(200)
  })

  it('makes no new room for a customer; the agent’s seat does, and both get that room', async () => {
    const { house, sits, ada, id, idles, comes } = await anOpenVideo()
    await idles()
    expect((await sits(phone)).status).toBe(425)
    expect(house.asked().filter((each) => each === 'room.create')).toHaveLength(1)
    const asking = ada.post(`/escalations/${id}/seat`)
    await until(
      'the room is requested again',
      async () => house.asked().filter((each) => each === 'room.create').length === 2,
    )
    await house.work()
    expect((await seatIn(await asking)).roomSid).toBe(sid('RM', 2))
    await comes('agent', 1, 2)
    expect((await seatIn(await sits(phone))).roomSid).toBe(sid('RM', 2))
  })

  it('refuses a customer again when the agent has left', async () => {
    const { sits, comes, goes } = await anOpenVideo()
    await comes('agent')
    expect((await sits(phone)).status).toBe(200)
    await goes('agent')
    expect((await sits(phone)).status).toBe(425)
  })
})

describe('a customer’s seat', () => {
  async function seated() {
    const video = await anOpenVideo()
    await video.comes('agent')
    const first = await seatIn(await video.sits(phone))
    await video.comes('customer')
    return { ...video, first }
  }

  it('keeps identity and room when it is requested again', async () => {
    const { sits, first } = await seated()
    expect(await seatIn(await sits(phone))).toMatchObject({ identity: first.identity, roomSid: first.roomSid })
  })

  it('is refused to a second device (409) until it takes over, which the first device sees', async () => {
    const { sits, sees, first } = await seated()
    expect(await problemIn(await sits(laptop))).toMatchObject({ status: 409, code: 'seat-taken', retryable: false })
    expect((await seatIn(await sits({ ...laptop, takeOver: true }))).identity).toBe(first.identity)
    expect(await sees('phone')).toMatchObject({ seat: 'elsewhere' })
    expect(await sees('laptop')).toMatchObject({ seat: 'here' })
  })

  it('expires after the configured time (900 s here), and has its expiry', async () => {
    const { sits } = await seated()
    const seconds = () => Date.now() / 1000
    const before = seconds()
    const { claims, expiresAt } = await seatIn(await sits(phone))
    expect(claims.exp).toBeGreaterThanOrEqual(Math.floor(before) + 900)
    expect(claims.exp).toBeLessThanOrEqual(Math.ceil(seconds()) + 900)
    expect(Date.parse(expiresAt) / 1000).toBeCloseTo(claims.exp, -1)
  })

  it('has the customer’s identity, whatever a body, a query or another device says', async () => {
    const { press, link, comes, identities } = await anOpenVideo()
    await comes('agent')
    const wishes = { identity: identities.agent, role: 'agent', workerSid: anAssignment().workerSid, takeOver: true }
    for (const each of [wishes, { ...wishes, device: identities.agent }]) {
      const query = new URLSearchParams({ ...wishes, takeOver: 'true' })
      const { identity } = await seatIn(await press(`${link}?${query}`, { body: JSON.stringify(each) }))
      expect(identity).toBe(identities.customer)
    }
  })

  it('keeps the device’s own name out of the record', async () => {
    const { sits, record } = await seated()
    await sits({ device: 'my own secret name for this phone', takeOver: true })
    expect(JSON.stringify(await record())).not.toContain('secret name')
  })
})

describe('the agents’ seats', () => {
  it('stay when the customer takes over or a colleague takes a seat', async () => {
    const { house, id, sits, pass, comes, identities, record } = await anOpenVideo()
    const bens = anAssignment({
      taskSid: sid('WT', 2),
      reservationSid: sid('WR', 2),
      workerSid: sid('WK', 2),
      identity: 'ben',
    })
    await house.accepts(bens)
    const page = await pass()
    const adas = await seatIn(await sits(laptop, page))
    await comes('agent')
    const { video } = await record()
    const before = video.phase === 'open' ? video.seats[identities.agent] : undefined
    expect(before).toBeDefined()
    await sits({ device: 'laptop', takeOver: true })
    expect((await house.as('ben').post(`/escalations/${id}/seat`)).status).toBe(200)
    expect(adas.identity).toBe(identities.agent)
    const after = await record()
    expect(after.video.phase === 'open' && after.video.seats[identities.agent]).toBe(before)
  })

  it('are in the room of the page’s own escalation, with the identity of the pass', async () => {
    const { sits, pass, identities } = await anOpenVideo()
    const { claims, identity } = await seatIn(await sits({ ...phone, role: 'customer' }, await pass()))
    expect(identity).toBe(identities.agent)
    expect(claims.grants).toEqual({ identity, video: { room: sid('RM', 1) } })
  })
})

describe('a recorded call', () => {
  it('is refused to a customer (428) without consent, and keeps the time of the consent', async () => {
    const { sits, sees, comes, record } = await anOpenVideo({ ROOM_RECORDING: 'true' })
    await comes('agent')
    expect(await sees()).toMatchObject({ isRecording: true, mayRecord: true })
    const refused = await problemIn(await sits(phone))
    expect(refused).toMatchObject({ status: 428, code: 'consent-needed', retryable: false })
    const before = Date.now()
    const { token } = await seatIn(await sits({ ...phone, isConsenting: true }))
    expect(claimsIn(token).grants.video.room).toBe(sid('RM', 1))
    const { video } = await record()
    expect(video.phase === 'open' && video.customer.consentedAt).toBeGreaterThanOrEqual(before)
  })

  it('is possible with ROOM_RECORDING=on-demand: no device gets a seat without consent (428), also to take over', async () => {
    const { sits, send, pass, comes, house } = await anOpenVideo({ ROOM_RECORDING: 'on-demand' })
    const page = await pass()
    await comes('agent')
    const refused = { status: 428, code: 'consent-needed' }
    expect(await problemIn(await sits(phone))).toMatchObject(refused)
    expect((await sits({ ...phone, isConsenting: true })).status).toBe(200)
    await comes('customer')
    expect(await problemIn(await sits({ ...laptop, takeOver: true }))).toMatchObject(refused)
    for (const word of ['record-on', 'record-off']) {
      expect((await send('command', { command: word }, page)).status).toBe(202)
      // First before Twilio's change, then after it.
      expect(await problemIn(await sits({ ...laptop, takeOver: true }))).toMatchObject(refused)
      await house.work()
      expect(await problemIn(await sits({ ...laptop, takeOver: true }))).toMatchObject(refused)
    }
  })

  it('is announced as possible with ROOM_RECORDING=on-demand, and not without', async () => {
    const { sees } = await anOpenVideo({ ROOM_RECORDING: 'on-demand' })
    expect(await sees()).toMatchObject({ isRecording: false, mayRecord: true })
    expect(await (await anOpenVideo()).sees()).toMatchObject({ mayRecord: false })
  })
})
