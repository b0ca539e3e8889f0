import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, requests } from '../support/a-case.ts'
import { aPhoneCall, streaming } from '../support/a-phone-call.ts'
import { problemIn } from '../support/a-problem.ts'
import { aTransfer } from '../support/a-transfer.ts'

/** None of these is the default. */
const settings = {
  REDIS_PREFIX: 'branch-7',
  ROOM_MEDIA_REGION: 'ie1',
  SUPERVISOR_JOIN: 'off',
  DEFAULT_LOCALE: 'de',
  VIDEO_REQUESTS: 'show it, Kamera an',
  TRANSFERS: 'cold',
  TRANSFER_TIMEOUT_SECONDS: '77',
  TRANSFER_SKIPPED_ATTRIBUTES: 'plan, ticket',
  JOIN_PAGE: '{"name":"Acme","color":"#aa0011"}',
  SEAT_TTL_SECONDS: '60',
}
const dayMs = 86_400_000

let centre: CallCentre
const heard: string[] = []
beforeAll(async () => {
  centre = await aCallCentre({
    env: streaming(settings, { track: 'inbound_track' }),
    heard: (_, line) => heard.push(line),
  })
  await centre.sim.voice({ media: false, conferenceStatusCallback: `${centre.serverUrl}/webhooks/voice` })
})
afterAll(() => centre?.stop())

describe('a video', () => {
  it('is in the region of ROOM_MEDIA_REGION, without a place for a supervisor with SUPERVISOR_JOIN=off', async () => {
    const chat = await centre.chat()
    await chat.invited()
    const asked = requests(await centre.journal(), 'POST', /^video\/v1\/Rooms$/)
    expect(asked.find(({ params }) => JSON.stringify(params).includes(chat.conversationSid.slice(2)))).toMatchObject({
      status: 201,
      params: { MediaRegion: 'ie1', MaxParticipants: '4' },
    })
  })

  it('has its invite in the language of DEFAULT_LOCALE where the task names none', async () => {
    const [chat, french] = [await centre.chat(), await centre.chat({ attributes: { locale: 'fr' } })]
    await Promise.all([chat.invited(), french.invited()])
    expect((await chat.invites())[0]?.body).toContain('Ihre Ansprechperson')
    expect((await french.invites())[0]?.body).not.toContain('Ihre Ansprechperson')
  })

  it('has the name of JOIN_PAGE as the author of the invite, and as the title of a page in its color', async () => {
    const chat = await centre.chat()
    const { link } = await chat.invited()
    expect((await chat.invites())[0]).toMatchObject({ author: 'Acme' })
    const headers = {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36',
    }
    expect(await (await fetch(link, { headers })).text()).toMatch(/<title>Acme<.*brand\.css\?%23aa0011/s)
  })

  it('has a timeline that is kept for seven days, whether the worker or the server writes it first', async () => {
    const days = async ({ conversationSid }: Case) =>
      (await centre.inside.redis.pttl(`${settings.REDIS_PREFIX}:timeline:video-escalation:${conversationSid}`)) / dayMs
    const byWorker = await centre.chat()
    expect(await days(byWorker)).toBeGreaterThan(6.9)
    expect(await days(byWorker)).toBeLessThanOrEqual(7)

    onTestFinished(() => centre.worker.kill('SIGCONT'))
    centre.worker.kill('SIGSTOP')
    const byServer = await centre.chat({}, false)
    expect((await byServer.start()).status).toBe(202)
    expect(await days(byServer)).toBeGreaterThan(6.9)
    expect(await days(byServer)).toBeLessThanOrEqual(7)
  })
})

it('a customer’s message with a phrase of VIDEO_REQUESTS is on the agent’s task, and one with our words is not', async () => {
  const [chat, other] = await Promise.all([centre.chat(), centre.chat()])
  await centre.sim.say(other.conversationSid, 'customer', 'Can we do a video call?')
  await centre.sim.say(chat.conversationSid, 'customer', 'May I show it?')
  await until('the task says so', async () => JSON.stringify(await chat.task()).includes('"videoRequest"'))
  await centre.settled()
  expect(await other.task()).not.toHaveProperty('escalate')
})

describe('a transfer', () => {
  it('warm is refused with TRANSFERS=cold, and no invite is made', async () => {
    const way = await aTransfer(centre)
    expect(await problemIn(await way.toBen({ mode: 'warm' }))).toMatchObject({ code: 'warm-off', retryable: false })
    await centre.settled()
    expect(await way.invites()).toEqual([])
  })

  it('cold is an invite of TRANSFER_TIMEOUT_SECONDS, without TRANSFER_SKIPPED_ATTRIBUTES', async () => {
    const attributes = { plan: 'gold', ticket: { id: 17 }, vip: true }
    const { chat, ...way } = await aTransfer(centre, { attributes })
    const after = await centre.last()
    expect((await way.toBen()).status).toBe(202)
    const invited: unknown = JSON.parse((await way.invited()).attributes)
    expect(invited).toMatchObject({ vip: true, conversationSid: chat.conversationSid })
    expect(invited).not.toHaveProperty('plan')
    expect(invited).not.toHaveProperty('ticket')
    const asked = requests(await centre.journal(after), 'POST', /\/Invites$/)
    expect(asked).toMatchObject([{ params: { Routing: expect.stringMatching(/"timeout":77[,}]/) } }])
  })
})

describe('a call', () => {
  it('has streams of the track of STREAM_DESTINATIONS only, so that three agents have one each at once', async () => {
    const call = await aPhoneCall(centre)
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    const c = await call.transfer('warm', b.workerSid)
    await call.streaming(call.reservationSid, b.reservationSid, c.reservationSid)
    const asked = requests(await centre.journal(), 'POST', new RegExp(`${call.callSid}/Streams\\.json$`))
    expect(asked).toMatchObject(Array.from({ length: 3 }, () => ({ params: { Track: 'inbound_track' } })))
  })
})

it('server and worker warn once of a retired setting that is set, and say what holds now', () => {
  const warnings = heard.filter((line) => line.includes('not read any more'))
  const warning = (name: string) => ({
    level: 40,
    name,
    retired: { SEAT_TTL_SECONDS: 'an access token is valid for ROOM_MAX_DURATION_SECONDS' },
  })
  expect(warnings.map((line): unknown => JSON.parse(line))).toMatchObject([warning('server'), warning('worker')])
})

it('every key in Redis begins with REDIS_PREFIX', async () => {
  const chat = await centre.chat()
  await chat.invited()
  const keys = await centre.inside.redis.keys('*')
  expect(keys).toContain(`${settings.REDIS_PREFIX}:record:video-escalation:${chat.conversationSid}`)
  expect(keys.filter((each) => !/^branch-7(:|-jobs:)/.test(each))).toEqual([])
})
