import { describe, expect, it } from 'vitest'
import { signAgentPass } from '../../src/access/agent-pass.ts'
import { readSupervisorPass, signSupervisorPass } from '../../src/access/supervisor-pass.ts'
import { createBoard } from '../../webhooks/supervisor/board.ts'
import { aHouseOn, participants } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { aSupervisor } from '../support/an-app.ts'
import { conversationSid, sid } from '../support/an-assignment.ts'
import { linkSecret } from '../support/an-environment.ts'
import { anOpenVideo, anOpenVideoIn } from '../support/an-open-video.ts'
import { createMemoryStore } from '../support/memory-store.ts'

async function live(environment: Readonly<Record<string, string>> = {}) {
  const video = await anOpenVideo(environment)
  await video.comes('agent')
  await video.sits({ device: 'phone' })
  await video.comes('customer')
  const sue = video.house.as('sue')
  const joins = (id = video.id, body: unknown = {}) => sue.post(`/supervisor/escalations/${id}/join`, body)
  return { ...video, sue, joins }
}
const over = { type: 'assignment.closed', id: 'over', key: conversationSid, how: 'task.wrapup' } as const

describe('a supervisor who joins', () => {
  it('gets a page that no site may frame, and there a seat in exactly this room', async () => {
    const { joinPage, look, sits, identities } = await live()
    const page = await joinPage()
    const answer = await look(page)
    expect(answer.status).toBe(200)
    // No frame: the supervisor comes from the supervisor page, not from Flex.
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const seat = (await (await sits({}, page)).json()) as { token: string; identity: string; roomSid: string }
    expect(seat).toMatchObject({ roomSid: sid('RM', 1), identity: identities.supervisor })
    expect(seat.identity).toMatch(/^supervisor-[0-9a-f]{16}$/)
    const { grants } = twilioToken(seat.token)
    expect(grants).toEqual({ identity: identities.supervisor, video: { room: sid('RM', 1) } })
  })

  it('is on the pages of customer and agent for as long as they are in the room', async () => {
    const { joinPage, sees, sits, comes, goes, pass } = await live()
    const [page, agents] = [await joinPage(), await pass()]
    await sits({}, page)
    expect(await sees()).toMatchObject({ isSupervisorHere: false })
    await comes('supervisor')
    expect(await sees()).toMatchObject({ isSupervisorHere: true, isAgentHere: true })
    expect(await sees('', agents)).toMatchObject({ isSupervisorHere: true, isCustomerHere: true })
    expect(await sees('', page)).toMatchObject({ role: 'supervisor', link: 'open' })
    await goes('supervisor')
    expect(await sees()).toMatchObject({ isSupervisorHere: false })
    expect(await sees('', agents)).toMatchObject({ isSupervisorHere: false })
  })

  it('is on the timeline with joining and leaving, under their worker’s SID', async () => {
    const { joinPage, sits, comes, goes, sue, id } = await live()
    await sits({}, await joinPage())
    await comes('supervisor')
    await goes('supervisor')
    const text = await (await sue.get(`/supervisor/escalations/${id}/timeline`)).text()
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const theirs = lines.filter(({ actor }) => actor === `worker ${participants.sue.workerSid}`)
    expect(theirs.map(({ type }) => type)).toEqual([
      'seat.requested',
      'participant.connected',
      'participant.disconnected',
    ])
    expect(theirs[1].after).toMatchObject({ isSupervisorHere: true, state: 'live' })
    expect(lines.filter(({ type, actor }) => type === 'participant.connected' && actor === 'twilio')).toHaveLength(2)
  })

  it('is on the board', async () => {
    const store = createMemoryStore()
    const board = createBoard({ store, timelines: store.timelines, everyMs: 20 })
    const video = await anOpenVideoIn(aHouseOn(store, {}, { supervisor: aSupervisor({ board }) }))
    await video.comes('agent')
    await video.comes('supervisor')
    const { rows, stop } = await board.watch(() => {})
    stop()
    expect(rows).toMatchObject([{ state: 'waiting', here: { agents: 1, customers: 0 }, isSupervisorIn: true }])
  })

  it('may not use the commands of agent or customer (403)', async () => {
    const { joinPage, send, house } = await live()
    const page = await joinPage()
    const before = house.asked().length
    for (const [what, body] of [
      ['command', { command: 'end' }],
      ['command', { command: 'remove' }],
      ['command', { command: 'mute' }],
      ['command', { command: 'resend' }],
      ['command', { command: 'record-on' }],
      ['window', {}],
      ['rating', { stars: 1 }],
      ['link', {}],
    ] as const)
      expect(await problemIn(await send(what, body, page)), what).toMatchObject({ status: 403, code: 'wrong-role' })
    expect((await send('readiness', { step: 'left' }, page)).status).toBe(202)
    expect(house.asked().length).toBe(before)
  })
})

describe('joining is refused', () => {
  it('for an unknown video, with an unknown field, and once the video is ending', async () => {
    const { joins, house, id } = await live()
    for (const other of ['nonsense', `esc-${'9'.repeat(32)}-1`, `${id}0`])
      expect(await problemIn(await joins(other)), other).toMatchObject({ status: 404, code: 'unknown-escalation' })
    expect((await joins(id, { identity: 'agent-1' })).status).toBe(400)
    await house.receives({ ...over, at: Date.now(), taskSid: sid('WT', 1) } as Parameters<typeof house.receives>[0])
    expect(await problemIn(await joins())).toMatchObject({ status: 409, code: 'ended' })
    await house.work()
    expect(await problemIn(await joins())).toMatchObject({ status: 409, code: 'ended' })
  })

  it('with SUPERVISOR_JOIN=off, also with an earlier pass', async () => {
    const { joins, sits, id } = await live({ SUPERVISOR_JOIN: 'off' })
    expect(await problemIn(await joins())).toMatchObject({ status: 403, code: 'joining-off' })
    const pass = { escalationId: id, workerSid: participants.sue.workerSid, until: Date.now() + 60_000 }
    expect(await problemIn(await sits({}, `/j/${signSupervisorPass(pass, linkSecret)}`))).toMatchObject({
      status: 403,
      code: 'joining-off',
    })
  })

  it('while nobody is in the call, and after the call', async () => {
    const { joinPage, sits, goes, house } = await live()
    const page = await joinPage()
    await goes('customer')
    await goes('agent')
    expect(await problemIn(await sits({}, page))).toMatchObject({ status: 409, code: 'nobody-in-call' })
    await house.receives({ ...over, at: Date.now(), taskSid: sid('WT', 1) } as Parameters<typeof house.receives>[0])
    expect(await problemIn(await sits({}, page))).toMatchObject({ status: 410, code: 'ended' })
  })
})

describe('a supervisor’s pass', () => {
  const pass = { escalationId: `esc-${'c'.repeat(32)}-1`, workerSid: participants.sue.workerSid, until: 600_000 }
  it('is valid until its expiry, with its own secret; an agent’s pass is no supervisor’s', () => {
    const token = signSupervisorPass(pass, linkSecret)
    expect(readSupervisorPass(token, ['x'.repeat(32), linkSecret], 599_999)).toEqual(pass)
    expect(readSupervisorPass(token, [linkSecret], 600_000)).toBeUndefined()
    expect(readSupervisorPass(token, ['x'.repeat(32)], 0)).toBeUndefined()
    expect(readSupervisorPass(signAgentPass(pass, linkSecret), [linkSecret], 0)).toBeUndefined()
  })
})

/** The content of a Video token without its signature, which `seat.test.ts` checks. */
function twilioToken(token: string): { grants: unknown } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}
