import { describe, expect, it } from 'vitest'
import { aHouse } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { viewIn } from '../support/a-view.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'

const { taskSid } = anAssignment()
const other = {
  assignment: anAssignment({ taskSid: sid('WT', 2), reservationSid: sid('WR', 2) }),
  key: sid('CH', 0xc2),
}

async function withTwoChats(environment: Readonly<Record<string, string>> = {}) {
  const house = aHouse(environment)
  await house.accepts()
  await house.accepts(other.assignment, other.key)
  return { house, ada: house.as('ada') }
}

describe('starting a video', () => {
  it('is accepted (202), and the answer has the escalation', async () => {
    const { house, ada } = await withTwoChats()
    const answer = await ada.post('/escalations', { taskSid })
    expect(answer.status).toBe(202)
    const view = await viewIn(answer)
    expect(view).toMatchObject({ conversationSid, taskSid, state: 'requested', linkRevoked: false })
    expect(view.id).toMatch(new RegExp(`^esc-${conversationSid.slice(2)}-[0-9a-z]+$`))
    expect(house.asked()).toEqual(['room.create', 'task.annotate', 'timer.wait'])
  })

  it('twice makes no request to Twilio when the agent’s acceptance is known', async () => {
    const { house, ada } = await withTwoChats()
    await ada.post('/escalations', { taskSid })
    await ada.post('/escalations', { taskSid })
    expect(house.twilio.calls).toEqual([])
  })

  it('a second time finds the same video', async () => {
    const { house, ada } = await withTwoChats()
    const first = await viewIn(await ada.post('/escalations', { taskSid }))
    await house.work()
    const again = await ada.post('/escalations', { taskSid })
    expect(again.status).toBe(202)
    expect((await viewIn(again)).id).toBe(first.id)
    expect(house.asked().filter((each) => each === 'room.create')).toHaveLength(1)
  })

  it('fifty times at once is one video, one room and one invite', async () => {
    const { house, ada } = await withTwoChats()
    const answers = await Promise.all(Array.from({ length: 50 }, () => ada.post('/escalations', { taskSid })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    const ids = await Promise.all(answers.map(async (each) => (await viewIn(each)).id))
    expect(new Set(ids).size).toBe(1)
    await house.work()
    for (const only of ['room.create', 'invite.post'])
      expect(house.asked().filter((each) => each === only)).toHaveLength(1)
  })

  it('fifty times at once by an agent whose acceptance only Twilio has is one video and one room', async () => {
    const house = aHouse()
    house.twilio.tasks.push({ taskSid, isOpen: true, conversationSid })
    house.twilio.assignments.push(anAssignment())
    const ada = house.as('ada')
    const answers = await Promise.all(Array.from({ length: 50 }, () => ada.post('/escalations', { taskSid })))
    const ids = await Promise.all(answers.map(async (each) => (await viewIn(each)).id))
    expect(new Set(ids).size).toBe(1)
    expect(house.asked().filter((each) => each === 'room.create')).toHaveLength(1)
  })

  it('makes the room before the invite', async () => {
    const { house, ada } = await withTwoChats()
    await ada.post('/escalations', { taskSid })
    await house.work()
    const called = house.twilio.called()
    expect(called.indexOf('createRoom')).toBeGreaterThanOrEqual(0)
    expect(called.indexOf('createRoom')).toBeLessThan(called.indexOf('postMessage'))
  })

  it('with "record" makes a room that is recorded', async () => {
    const { house, ada } = await withTwoChats()
    await ada.post('/escalations', { taskSid, record: true })
    await house.work()
    expect(house.twilio.calls.find(({ to }) => to === 'createRoom')?.with).toMatchObject({ isRecorded: true })
  })
})

describe('one live video per agent', () => {
  it('refuses the second one and names the task of the first', async () => {
    const { house, ada } = await withTwoChats()
    await ada.post('/escalations', { taskSid })
    const said = await problemIn(await ada.post('/escalations', { taskSid: other.assignment.taskSid }))
    expect(said).toMatchObject({ status: 409, code: 'agent-busy', retryable: false, taskSid })
    expect(house.asked().filter((each) => each === 'room.create')).toHaveLength(1)
  })

  it('accepts exactly one of two simultaneous starts', async () => {
    const { ada } = await withTwoChats()
    const answers = await Promise.all(
      [taskSid, other.assignment.taskSid].map((each) => ada.post('/escalations', { taskSid: each })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
  })

  it('lets the second start when the first has ended', async () => {
    const { house, ada } = await withTwoChats()
    const { id } = await viewIn(await ada.post('/escalations', { taskSid }))
    await house.work()
    await ada.post(`/escalations/${id}/end`)
    await house.work()
    expect((await ada.post('/escalations', { taskSid: other.assignment.taskSid })).status).toBe(202)
  })

  it('does not refuse another agent', async () => {
    const { house, ada } = await withTwoChats()
    await ada.post('/escalations', { taskSid })
    const bens = anAssignment({
      taskSid: sid('WT', 3),
      reservationSid: sid('WR', 3),
      workerSid: sid('WK', 2),
      identity: 'ben',
    })
    await house.accepts(bens, sid('CH', 0xc3))
    expect((await house.as('ben').post('/escalations', { taskSid: bens.taskSid })).status).toBe(202)
  })
})
