import { describe, expect, it } from 'vitest'
import { aHouse, linkTo } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { viewIn } from '../support/a-view.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'

const { taskSid } = anAssignment()

/** Ada's video is open and its customer invited. */
async function openVideo(environment: Readonly<Record<string, string>> = {}) {
  const house = aHouse(environment)
  await house.accepts()
  const ada = house.as('ada')
  const { id } = await viewIn(await ada.post('/escalations', { taskSid }))
  await house.work()
  return { house, ada, id }
}

describe('reading a video', () => {
  it('finds it by its task and by its id', async () => {
    const { ada, id } = await openVideo()
    for (const path of [`/escalations?taskSid=${taskSid}`, `/escalations/${id}`]) {
      const answer = await ada.get(path)
      expect(answer.status).toBe(200)
      expect(await viewIn(answer)).toMatchObject({ id, taskSid, state: 'invited', roomSid: sid('RM', 1) })
    }
  })

  it('returns no link and no token', async () => {
    const { ada, id } = await openVideo()
    const text = await (await ada.get(`/escalations/${id}`)).text()
    expect(text).not.toMatch(/\/j\/|eyJ|token|http/)
  })

  it.each([
    ['a task without a video', `/escalations?taskSid=${sid('WT', 9)}`],
    ['an escalation of long ago', `/escalations/esc-${conversationSid.slice(2)}-1`],
    ['an escalation of an unknown conversation', `/escalations/esc-${'f'.repeat(32)}-1`],
  ])('does not find %s', async (_, path) => {
    const { ada } = await openVideo()
    expect(await problemIn(await ada.get(path))).toMatchObject({ status: 404, code: 'unknown-escalation' })
  })

  it('names the field when the task SID is malformed', async () => {
    const { ada } = await openVideo()
    const said = await problemIn(await ada.get('/escalations?taskSid=WT1'))
    expect(said).toMatchObject({ status: 400, message: expect.stringContaining('taskSid') })
  })

  it('is for the agent of the conversation and for supervisors', async () => {
    const { house, ada, id } = await openVideo()
    expect(await problemIn(await house.as('ben').get(`/escalations/${id}`))).toMatchObject({ status: 403 })
    expect((await ada.get(`/escalations/${id}`)).status).toBe(200)
    expect((await house.as('sue').get(`/escalations/${id}`)).status).toBe(200)
  })

  it('stays open to the agent who started it after the task is over', async () => {
    const { house, ada, id } = await openVideo()
    await house.receives({
      type: 'assignment.closed',
      id: 'over',
      key: conversationSid,
      at: Date.now(),
      ...{ taskSid, how: 'task.completed' },
    })
    await house.work()
    expect(await viewIn(await ada.get(`/escalations/${id}`))).toMatchObject({ state: 'ended' })
  })
})

describe('ending a video', () => {
  it('closes the room and has the reason afterwards', async () => {
    const { house, ada, id } = await openVideo()
    const answer = await ada.post(`/escalations/${id}/end`)
    expect(answer.status).toBe(202)
    expect(await viewIn(answer)).toMatchObject({ id, state: 'ending' })
    await house.work()
    expect(house.twilio.calls).toContainEqual({ to: 'closeRoom', with: sid('RM', 1) })
    const after = await viewIn(await ada.get(`/escalations/${id}`))
    expect(after).toMatchObject({ state: 'cancelled', outcome: { reason: 'agent-ended' } })
  })

  it('again and again succeeds, and closes the room once', async () => {
    const { house, ada, id } = await openVideo()
    await ada.post(`/escalations/${id}/end`)
    expect((await ada.post(`/escalations/${id}/end`)).status).toBe(202)
    await house.work()
    expect((await ada.post(`/escalations/${id}/end`)).status).toBe(200)
    expect(house.asked().filter((each) => each === 'room.close')).toHaveLength(1)
  })

  it('may be done by a supervisor', async () => {
    const { house, id } = await openVideo()
    expect((await house.as('sue').post(`/escalations/${id}/end`)).status).toBe(202)
    expect(house.asked()).toContain('room.close')
  })

  it('may not be done by an agent who does not serve the conversation', async () => {
    const { house, id } = await openVideo()
    expect(await problemIn(await house.as('ben').post(`/escalations/${id}/end`))).toMatchObject({
      status: 403,
      code: 'not-your-task',
    })
    expect(house.asked()).not.toContain('room.close')
  })

  it('is refused for an escalation that is not the current one', async () => {
    const { ada } = await openVideo()
    const said = await problemIn(await ada.post(`/escalations/esc-${conversationSid.slice(2)}-1/end`))
    expect(said).toMatchObject({ status: 404 })
  })

  it('refuses the next start (409) until the room is closed', async () => {
    const { house, ada, id } = await openVideo()
    await ada.post(`/escalations/${id}/end`)
    const said = await problemIn(await ada.post('/escalations', { taskSid }))
    expect(said).toMatchObject({ status: 409, code: 'still-ending', retryable: true })
    await house.work()
    expect((await ada.post('/escalations', { taskSid })).status).toBe(202)
  })
})

describe('the customer’s link', () => {
  const page = async (house: Awaited<ReturnType<typeof openVideo>>['house'], id: string, generation: number) =>
    (await house.app.request(linkTo(id, generation))).status

  it('is sent again with the same address', async () => {
    const { house, ada, id } = await openVideo()
    expect((await ada.post(`/escalations/${id}/resend`)).status).toBe(202)
    await house.work()
    const bodies = house.twilio.calls.filter(({ to }) => to === 'postMessage').map((call) => JSON.stringify(call.with))
    expect(bodies).toHaveLength(2)
    for (const body of bodies) expect(body).toContain(linkTo(id))
  })

  it('is replaced by a new one on request: the old one answers 410', async () => {
    const { house, ada, id } = await openVideo()
    expect((await ada.post(`/escalations/${id}/resend`, { newLink: true })).status).toBe(202)
    expect([await page(house, id, 1), await page(house, id, 2)]).toEqual([410, 200])
  })

  it('is revoked by a supervisor, and replaced by a new one from the agent', async () => {
    const { house, ada, id } = await openVideo()
    expect(await viewIn(await house.as('sue').post(`/escalations/${id}/revoke`))).toMatchObject({ linkRevoked: true })
    expect([await page(house, id, 1), await page(house, id, 2)]).toEqual([410, 410])
    await ada.post(`/escalations/${id}/resend`, { newLink: true })
    expect([await page(house, id, 2), await page(house, id, 3)]).toEqual([410, 200])
  })

  it('is not sent by a supervisor, or by an agent who does not serve the conversation', async () => {
    const { house, id } = await openVideo()
    for (const name of ['sue', 'ben'])
      expect(await problemIn(await house.as(name).post(`/escalations/${id}/resend`))).toMatchObject({ status: 403 })
    expect(house.asked().filter((each) => each === 'invite.post')).toHaveLength(1)
  })

  it('is not sent when the video has ended (409)', async () => {
    const { house, ada, id } = await openVideo()
    await ada.post(`/escalations/${id}/end`)
    await house.work()
    const said = await problemIn(await ada.post(`/escalations/${id}/resend`))
    expect(said).toMatchObject({ status: 409, code: 'no-video' })
    expect(house.asked().filter((each) => each === 'invite.post')).toHaveLength(1)
  })

  it('is not sent on a request with an unknown field, which the refusal (400) names', async () => {
    const { ada, id } = await openVideo()
    const said = await problemIn(await ada.post(`/escalations/${id}/resend`, { to: '+15550000000' }))
    expect(said).toMatchObject({ status: 400, message: expect.stringContaining('to') })
  })
})
