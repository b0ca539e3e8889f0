import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { requests } from '../support/a-case.ts'
import { problemIn } from '../support/a-problem.ts'
import { viewIn } from '../support/a-view.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})

describe('the button in Flex', () => {
  it('starts a video, which the API then returns as invited', async () => {
    const chat = await centre.chat()
    const answer = await chat.start()
    expect(answer.status).toBe(202)
    const { id } = await viewIn(answer)
    await chat.saying('invited')
    const shown = await viewIn(await chat.call(`/escalations/${id}`))
    expect(shown).toMatchObject({ id, state: 'invited', taskSid: chat.taskSid, conversationSid: chat.conversationSid })
    expect(await chat.invites()).toHaveLength(1)
  })

  it('works on a task whose acceptance no webhook reported', async () => {
    await centre.sim.webhookFault({ kind: 'drop', event: '^reservation\\.' })
    const chat = await centre.chat({}, false)
    expect((await chat.start()).status).toBe(202)
    await centre.sim.noWebhookFaults()
    await chat.saying('invited')
  })

  it('is answered with 202 within 2 s while Twilio hangs; the invite is posted after Twilio answers again', async () => {
    const chat = await centre.chat()
    // Only Twilio can say whose token it is; the server caches the answer for a minute.
    expect((await chat.call(`/escalations?taskSid=${chat.taskSid}`)).status).toBe(404)
    onTestFinished(() => centre.sim.noFaults().then(() => undefined))
    await centre.sim.fault({ kind: 'hang' })
    const [after, began] = [await centre.last(), performance.now()]
    const answer = await chat.start()
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(answer.status).toBe(202)
    expect((await viewIn(answer)).state).toBe('requested')
    const asked = async () => requests(await centre.journal(after), 'POST', /^video\/v1\/Rooms$/)
    expect(await until('the room is requested', async () => (await asked())[0])).toMatchObject({ fault: 'hang' })
    expect(await chat.invites()).toEqual([])
    await centre.sim.noFaults()
    await chat.saying('invited')
    expect(await chat.invites()).toHaveLength(1)
  })

  it('pressed fifty times at once makes one video, one room and one invite', async () => {
    const chat = await centre.chat()
    // A busy server may answer 503; the agent presses again.
    const press = () => until('an answer', async () => chat.start().then((answer) => answer.status !== 503 && answer))
    const answers = await Promise.all(Array.from({ length: 50 }, press))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    const views = await Promise.all(answers.map(viewIn))
    expect(new Set(views.map(({ id }) => id)).size).toBe(1)
    await chat.saying('invited')
    await centre.settled()
    expect(await chat.rooms()).toHaveLength(1)
    expect(await chat.invites()).toHaveLength(1)
  })

  it('pressed again later makes no request to Twilio except for the token check', async () => {
    const chat = await centre.chat()
    const { id } = await viewIn(await chat.start())
    await chat.saying('invited')
    await centre.settled()
    const after = await centre.last()
    for (let press = 0; press < 3; press++) expect((await viewIn(await chat.start())).id).toBe(id)
    await centre.settled()
    expect(requests(await centre.journal(after), 'POST', /^(?!iam)/)).toEqual([])
    expect(requests(await centre.journal(after), 'GET', /./)).toEqual([])
  })

  it('and /video in the chat at the same time make one video', async () => {
    const chat = await centre.chat()
    const [typed, pressed] = await Promise.all([chat.types('/video'), chat.start()])
    expect(typed.body).toBe('/video')
    const { id } = await viewIn(pressed)
    await chat.saying('invited')
    await centre.settled()
    expect(await chat.id()).toBe(id)
    expect(await chat.rooms()).toHaveLength(1)
    expect(await chat.invites()).toHaveLength(1)
  })
})

describe('one agent', () => {
  it('has one video at a time: a second task gets 409 with the first task’s SID, until the first video is over', async () => {
    const agent = await centre.hire()
    const first = await centre.chat({ workerSid: agent.sid })
    const second = await centre.chat({ workerSid: agent.sid })
    const { id } = await viewIn(await first.start())
    await first.saying('invited')
    const refused = await problemIn(await second.start())
    expect(refused).toMatchObject({ status: 409, code: 'agent-busy', retryable: false, taskSid: first.taskSid })
    await centre.settled()
    expect(await second.rooms()).toEqual([])
    await first.call(`/escalations/${id}/end`, {})
    await first.saying('cancelled')
    expect((await second.start()).status).toBe(202)
    await second.saying('invited')
  })

  it('reads on the second task why /video was refused there', async () => {
    const agent = await centre.hire()
    const first = await centre.chat({ workerSid: agent.sid })
    const second = await centre.chat({ workerSid: agent.sid })
    await first.invited()
    await second.types('/video')
    await centre.settled()
    expect((await second.task()).escalate).toMatchObject({
      refused: { code: 'agent-busy', taskSid: first.taskSid },
    })
    expect(await second.rooms()).toEqual([])
    expect(await second.invites()).toEqual([])
  })

  it('gets 403 when they start, read, enter or end a video on a colleague’s task', async () => {
    const chat = await centre.chat()
    const { id } = await chat.invited()
    const { token } = await centre.hire()
    expect(await problemIn(await chat.start(token))).toMatchObject({ status: 403, code: 'not-your-task' })
    expect((await chat.call(`/escalations/${id}`, undefined, token)).status).toBe(403)
    expect((await chat.call(`/escalations/${id}/seat`, {}, token)).status).toBe(403)
    expect((await chat.call(`/escalations/${id}/end`, {}, token)).status).toBe(403)
    await centre.settled()
    await chat.saying('invited')
  })
})
