import { afterEach, describe, expect, it, vi } from 'vitest'
import { linkTo } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { startIn } from '../support/a-start.ts'
import { seatIn } from '../support/a-view.ts'
import { sid } from '../support/an-assignment.ts'
import { accountSid, apiKeySid } from '../support/an-environment.ts'
import { anOpenVideo, type OpenVideo } from '../support/an-open-video.ts'

afterEach(() => void vi.useRealTimers())

const bots = ['Slackbot-LinkExpanding 1.0', 'WhatsApp/2.23', 'facebookexternalhit/1.1', 'curl/8.5']

describe('opening a link changes nothing', () => {
  it('a hundred previews write nothing, and the link still gives a seat', async () => {
    const { house, look, press, comes } = await anOpenVideo()
    await comes('agent')
    const [writes, calls, asked] = [house.store.writes(), house.twilio.calls.length, house.asked().length]
    for (let n = 0; n < 100; n++) {
      const answer = await look(undefined, { 'user-agent': bots[n % bots.length] ?? '' })
      expect(answer.status).toBe(200)
    }
    expect([house.store.writes(), house.twilio.calls.length, house.asked().length]).toEqual([writes, calls, asked])
    expect((await press()).status).toBe(200)
  })

  it('thirty clients behind one address get the page at the same moment', async () => {
    const { house, look } = await anOpenVideo()
    const writes = house.store.writes()
    const answers = await Promise.all(Array.from({ length: 30 }, () => look()))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(house.store.writes()).toBe(writes)
  })

  it('a HEAD request answers 200 and writes nothing', async () => {
    const { house, link } = await anOpenVideo()
    const writes = house.store.writes()
    expect((await house.app.request(link, { method: 'HEAD' })).status).toBe(200)
    expect(house.store.writes()).toBe(writes)
  })

  it('opening the page makes no new room for the one that Twilio closed as idle', async () => {
    const { house, look, idles } = await anOpenVideo()
    await idles()
    expect(startIn(await (await look()).text()).state).toMatchObject({ link: 'open', isRoomOpen: false })
    expect(house.asked().filter((each) => each === 'room.create')).toHaveLength(1)
  })

  it('the page contains no name, no link and no token', async () => {
    const { look, link } = await anOpenVideo()
    const page = await (await look()).text()
    expect(page).not.toMatch(/agent_40|eyJ|RM0|CH0|WT0/)
    expect(page).not.toContain(link.slice(3))
  })
})

describe('pressing the button', () => {
  it('gives a seat in exactly this room, with an identity made by the server', async () => {
    const { press, comes } = await anOpenVideo()
    await comes('agent')
    const answer = await press()
    expect(answer.status).toBe(200)
    const { claims, roomSid, identity } = await seatIn(answer)
    expect(roomSid).toBe(sid('RM', 1))
    expect(claims).toMatchObject({ iss: apiKeySid, sub: accountSid, grants: { identity, video: { room: roomSid } } })
    expect(identity).toMatch(/^customer-[0-9a-f]{16}$/)
  })

  it('gives the same seat when the request names another room or identity', async () => {
    const { press, link, comes } = await anOpenVideo()
    await comes('agent')
    const wishes = { identity: 'agent-boss', room: sid('RM', 9), roomSid: sid('RM', 9) }
    const plain = await seatIn(await press())
    const wished = await seatIn(await press(`${link}?${new URLSearchParams(wishes)}`, { body: JSON.stringify(wishes) }))
    expect([wished.identity, wished.roomSid]).toEqual([plain.identity, plain.roomSid])
  })

  it('is refused (415) as a form or text, which other sites can send', async () => {
    const { house, press } = await anOpenVideo()
    const writes = house.store.writes()
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain', '']) {
      const said = await problemIn(await press(undefined, { headers: { 'content-type': type } }))
      expect(said).toMatchObject({ status: 415, code: 'not-json' })
    }
    expect(house.store.writes()).toBe(writes)
  })

  it('is read up to 8 KiB, and refused (413) one byte over', async () => {
    const { press } = await anOpenVideo()
    expect(await problemIn(await press(undefined, { body: 'x'.repeat(8 * 1024 + 1) }))).toMatchObject({ status: 413 })
    expect(await problemIn(await press(undefined, { body: 'x'.repeat(8 * 1024) }))).toMatchObject({ status: 400 })
  })

  it('makes a new room for the one that Twilio closed as idle, with WAITING_ROOM=false', async () => {
    const { house, press, idles } = await anOpenVideo({ WAITING_ROOM: 'false' })
    await idles()
    expect(await problemIn(await press())).toMatchObject({ status: 425, code: 'room-not-ready', retryable: true })
    await house.work()
    expect((await seatIn(await press())).roomSid).toBe(sid('RM', 2))
  })
})

describe('a dead link has its reason, on its page and for a press (410):', () => {
  const isDead = async (video: Pick<OpenVideo, 'look' | 'press'>, code: string) => {
    const page = await video.look()
    expect(page.status).toBe(410)
    expect(startIn(await page.text()).state).toMatchObject({ link: code, isRoomOpen: false })
    expect(await problemIn(await video.press())).toMatchObject({ status: 410, code, retryable: false })
  }

  it('revoked by the agent', async () => {
    const video = await anOpenVideo()
    await video.ada.post(`/escalations/${video.id}/revoke`)
    await isDead(video, 'revoked')
  })

  it('replaced by a newer one', async () => {
    const video = await anOpenVideo()
    await video.ada.post(`/escalations/${video.id}/resend`, { newLink: true })
    await isDead(video, 'revoked')
  })

  it('older than 24 hours', async () => {
    const video = await anOpenVideo()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3600_000 + 1 })
    await isDead(video, 'expired')
  })

  it('of a video that is ending, or has ended', async () => {
    const video = await anOpenVideo()
    await video.ada.post(`/escalations/${video.id}/end`)
    await isDead(video, 'ended')
    await video.house.work()
    await isDead(video, 'ended')
  })

  it('of a video that this deployment does not know', async () => {
    const { look, press } = await anOpenVideo()
    const unknown = linkTo(`esc-${'a'.repeat(32)}-1`)
    await isDead({ look: () => look(unknown), press: () => press(unknown) }, 'ended')
  })
})
