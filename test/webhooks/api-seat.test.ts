import { describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aHouse } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { seatIn, viewIn } from '../support/a-view.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'
import { accountSid, apiKeySid } from '../support/an-environment.ts'

const { taskSid } = anAssignment()

async function started() {
  const house = aHouse()
  await house.accepts()
  const ada = house.as('ada')
  const { id } = await viewIn(await ada.post('/escalations', { taskSid }))
  return { house, ada, id }
}

describe('the agent’s seat', () => {
  it('is a token for exactly this room, by its SID, with an identity made by the server', async () => {
    const { house, ada, id } = await started()
    await house.work()
    const answer = await ada.post(`/escalations/${id}/seat`, { identity: 'boss', room: sid('RM', 9) })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { claims, roomSid, identity } = await seatIn(answer)
    expect(roomSid).toBe(sid('RM', 1))
    expect(claims).toMatchObject({ iss: apiKeySid, sub: accountSid, grants: { identity, video: { room: roomSid } } })
    expect(identity).toMatch(/^agent-[0-9a-f]{16}$/)
  })

  it('keeps its identity when it is requested again', async () => {
    const { house, ada, id } = await started()
    await house.work()
    const [first, second] = [await ada.post(`/escalations/${id}/seat`), await ada.post(`/escalations/${id}/seat`)]
    expect((await seatIn(first)).identity).toBe((await seatIn(second)).identity)
  })

  it('has another identity for another agent of the same conversation', async () => {
    const { house, ada, id } = await started()
    await house.work()
    const bens = anAssignment({
      taskSid: sid('WT', 2),
      reservationSid: sid('WR', 2),
      workerSid: sid('WK', 2),
      identity: 'ben',
    })
    await house.accepts(bens)
    const [adas, other] = [
      await ada.post(`/escalations/${id}/seat`),
      await house.as('ben').post(`/escalations/${id}/seat`),
    ]
    expect((await seatIn(adas)).identity).not.toBe((await seatIn(other)).identity)
  })

  it('is refused (425, retryable) before the room exists', async () => {
    const { ada, id } = await started()
    const said = await problemIn(await ada.post(`/escalations/${id}/seat`))
    expect(said).toMatchObject({ status: 425, code: 'room-not-ready', retryable: true })
  })

  it('is given when the room is made during the request', async () => {
    const { house, ada, id } = await started()
    const asking = ada.post(`/escalations/${id}/seat`)
    await house.work()
    expect((await asking).status).toBe(200)
  })

  it.each(['ben', 'sue'])('is not given to %s, who does not serve this customer', async (name) => {
    const { house, id } = await started()
    await house.work()
    expect(await problemIn(await house.as(name).post(`/escalations/${id}/seat`))).toMatchObject({ status: 403 })
  })

  it('is refused (410) once the video is ending', async () => {
    const { house, ada, id } = await started()
    await house.work()
    await ada.post(`/escalations/${id}/end`)
    expect(await problemIn(await ada.post(`/escalations/${id}/seat`))).toMatchObject({ status: 410, code: 'ended' })
  })

  it('makes a new room where Twilio closed the idle one', async () => {
    const { house, ada, id } = await started()
    await house.work()
    const room = { roomSid: sid('RM', 1), roomName: `${id}-g1` }
    await house.receives({ type: 'room.ended', id: 'idle', key: conversationSid, at: Date.now(), ...room })
    const asking = ada.post(`/escalations/${id}/seat`)
    await until(
      'the room is requested again',
      async () => house.asked().filter((each) => each === 'room.create').length === 2,
    )
    await house.work()
    expect((await seatIn(await asking)).roomSid).toBe(sid('RM', 2))
  })
})
