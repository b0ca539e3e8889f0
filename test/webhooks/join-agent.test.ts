import { describe, expect, it } from 'vitest'
import { signAgentPass } from '../../src/access/agent-pass.ts'
import { linkTo, participants } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { startIn } from '../support/a-start.ts'
import { seatIn } from '../support/a-view.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'
import { linkSecret } from '../support/an-environment.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

const minute = 60_000

async function live(environment: Readonly<Record<string, string>> = {}) {
  const video = await anOpenVideo(environment)
  const page = await video.pass()
  await video.comes('agent')
  await video.sits({ device: 'phone', isConsenting: true })
  await video.comes('customer')
  const commands = (command: unknown, path = page) => video.send('command', { command }, path)
  const asked = () => video.house.asked()
  return { ...video, page, commands, asked }
}
const isOver = { type: 'assignment.closed', id: 'over', key: conversationSid, how: 'task.wrapup' } as const

describe('the agent’s page', () => {
  it('has an address of its own, which comes with the seat', async () => {
    const { ada, id, look } = await anOpenVideo()
    const answer = await ada.post(`/escalations/${id}/seat`)
    const { pageUrl } = (await answer.json()) as { pageUrl: string } // our own answer
    expect(pageUrl).toMatch(/^https:\/\/flex\.example\.com\/j\/[\w-]{78}$/)
    expect((await look(new URL(pageUrl).pathname)).status).toBe(200)
  })

  it('ends the video, and the customer’s link has this reason', async () => {
    const { commands, asked, sees } = await live()
    expect((await commands('end')).status).toBe(202)
    expect(asked().at(-2)).toBe('room.close')
    expect(await sees()).toMatchObject({ link: 'ended', why: 'agent-ended' })
  })

  it('removes the customer, whose link says so, and who gets in with the next link', async () => {
    const { commands, house, id, sees, sits, goes } = await live()
    expect((await commands('remove')).status).toBe(202)
    await house.work()
    expect(house.twilio.calls.find(({ to }) => to === 'removeParticipant')?.with).toEqual({
      roomSid: sid('RM', 1),
      participantSid: sid('PA', 0xc1),
    })
    await goes('customer')
    expect(await sees()).toMatchObject({ link: 'removed' })
    expect(await problemIn(await sits({ device: 'phone', takeOver: true }))).toMatchObject({
      status: 403,
      code: 'removed',
    })
    expect((await commands('resend')).status).toBe(202)
    expect((await sits({ device: 'phone' }, linkTo(id, 2))).status).toBe(200)
    expect(await problemIn(await sits({ device: 'phone' }))).toMatchObject({ status: 410, code: 'revoked' })
  })

  it('asks the customer’s page to mute, until the customer has left (409)', async () => {
    const { commands, sees, goes } = await live()
    await commands('mute')
    await commands('mute')
    expect(await sees()).toMatchObject({ muteAsks: 2 })
    await goes('customer')
    expect(await problemIn(await commands('mute'))).toMatchObject({ status: 409, code: 'not-here' })
  })

  it('switches the recording on and off with ROOM_RECORDING=on-demand', async () => {
    const { commands, house, sees } = await live({ ROOM_RECORDING: 'on-demand' })
    expect((await commands('record-on')).status).toBe(202)
    await house.work()
    expect(await sees()).toMatchObject({ isRecording: true })
    expect((await commands('record-off')).status).toBe(202)
    await house.work()
    expect(house.twilio.calls.filter(({ to }) => to === 'record').map((each) => each.with)).toEqual([
      { roomSid: sid('RM', 1), isOn: true },
      { roomSid: sid('RM', 1), isOn: false },
    ])
    expect(await sees()).toMatchObject({ isRecording: false })
  })

  it('cannot switch the recording on without ROOM_RECORDING=on-demand (409)', async () => {
    const { commands, asked } = await live()
    expect(await problemIn(await commands('record-on'))).toMatchObject({ status: 409, code: 'not-allowed' })
    expect(asked()).not.toContain('room.record')
  })

  it('is refused unknown commands (400)', async () => {
    const { commands, asked } = await live()
    const before = asked().length
    for (const odd of ['', 'new', 'revoke', 'video', 'record', 'record-', '__proto__', 7, null, ['end']])
      expect(await problemIn(await commands(odd))).toMatchObject({ status: 400, code: 'invalid' })
    expect(asked()).toHaveLength(before)
  })

  it('opens in its own window, with the same agent’s seat', async () => {
    const { send, look, page, sits, identities } = await live()
    const answer = await send('window', {}, page)
    const { url } = (await answer.json()) as { url: string } // our own answer
    const { pathname } = new URL(url)
    expect(startIn(await (await look(pathname)).text())).toMatchObject({ state: { role: 'agent' } })
    expect((await seatIn(await sits({}, pathname))).identity).toBe(identities.agent)
  })

  it('is needed for commands and windows: the customer’s link is refused (403)', async () => {
    const { send, commands, link, asked } = await live()
    const before = asked().length
    for (const command of ['end', 'remove', 'mute', 'resend', 'record-on'])
      expect(await problemIn(await commands(command, link))).toMatchObject({ status: 403, code: 'wrong-role' })
    expect(await problemIn(await send('window', {}))).toMatchObject({ status: 403, code: 'wrong-role' })
    expect(asked()).toHaveLength(before)
  })
})

describe('an agent’s pass', () => {
  it('opens nothing once the agent’s reservation is over', async () => {
    const { house, commands, look, page, sits, send, sees, asked } = await live()
    const bens = anAssignment({
      taskSid: sid('WT', 2),
      reservationSid: sid('WR', 2),
      workerSid: participants.ben.workerSid,
      identity: 'ben',
    })
    await house.accepts(bens)
    await send('readiness', { step: 'joined' })
    expect(await sees('', page)).toHaveProperty('customer')
    const { taskSid, reservationSid } = anAssignment()
    const over = { ...isOver, at: Date.now(), taskSid, reservationSid }
    await house.receives(over)
    const before = asked().length
    expect((await look(page)).status).toBe(403)
    expect(await problemIn(await sits({}, page))).toMatchObject({ status: 403, code: 'handed-over' })
    expect(await problemIn(await commands('end'))).toMatchObject({ status: 403, code: 'handed-over' })
    expect(await problemIn(await send('window', {}, page))).toMatchObject({ status: 403 })
    const seen = await sees('', page)
    expect(seen).toMatchObject({ link: 'handed-over', isRoomOpen: false })
    expect(seen).not.toHaveProperty('customer')
    expect(asked()).toHaveLength(before)
    expect(await sees()).toMatchObject({ link: 'open', isAgentHere: false, connecting: {} })
  })

  it('opens nothing for an agent who never served this customer, or for another video (410)', async () => {
    const { id, look, page } = await live()
    const until = Date.now() + 60 * minute
    const passOf = (escalationId: string, workerSid: string) =>
      `/j/${signAgentPass({ escalationId, workerSid, until }, linkSecret)}`
    expect((await look(passOf(id, participants.ben.workerSid))).status).toBe(410)
    expect((await look(passOf(`${id}0`, participants.ada.workerSid))).status).toBe(410)
    expect((await look(passOf(id, participants.ada.workerSid))).status).toBe(200)
    expect((await look(page)).status).toBe(200)
  })

  it('opens nothing after its expiry, or with one bit changed (404)', async () => {
    const { id, look, page, sits } = await live()
    const { workerSid } = participants.ada
    const old = signAgentPass({ escalationId: id, workerSid, until: Date.now() - minute }, linkSecret)
    expect((await look(`/j/${old}`)).status).toBe(404)
    const bytes = Buffer.from(page.slice(3), 'base64url')
    bytes[30] = (bytes[30] ?? 0) ^ 1
    const forged = `/j/${bytes.toString('base64url')}`
    expect(await problemIn(await sits({}, forged))).toMatchObject({ status: 404, code: 'unknown-link' })
  })
})
