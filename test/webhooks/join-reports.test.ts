import { describe, expect, it } from 'vitest'
import { pageStep } from '../../src/core/facts.ts'
import { problemIn } from '../support/a-problem.ts'
import { anAssignment } from '../support/an-assignment.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

const stars = { stars: 5, issues: ['sound'], comment: 'merci' }

describe('a page’s reported step', () => {
  it.each(pageStep.options)('"%s" reaches the agent', async (step) => {
    const { send, ada, id } = await anOpenVideo()
    await send('readiness', { device: 'phone', step: 'opened' })
    expect((await send('readiness', { device: 'phone', step, detail: 'why' })).status).toBe(202)
    expect(await (await ada.get(`/escalations/${id}`)).json()).toMatchObject({ customer: { step, detail: 'why' } })
  })

  it('is on the agent’s page, and not on the customer’s', async () => {
    const { send, sees, pass } = await anOpenVideo()
    await send('readiness', { step: 'blocked', detail: 'denied' })
    expect(await sees('', await pass())).toMatchObject({ customer: { step: 'blocked', detail: 'denied' } })
    expect(await sees()).not.toHaveProperty('customer')
  })

  it('is "left" only when the page that reported a step has closed, not a scanner’s without one', async () => {
    const { send, ada, id } = await anOpenVideo()
    const reads = async () => (await (await ada.get(`/escalations/${id}`)).json()) as { customer?: { step: string } }
    await send('readiness', { device: 'scanner', step: 'left', detail: 'closed' })
    expect(await reads()).not.toHaveProperty('customer')
    await send('readiness', { device: 'phone', step: 'choosing' })
    await send('readiness', { device: 'scanner', step: 'left', detail: 'closed' })
    expect(await reads()).toMatchObject({ customer: { step: 'choosing' } })
    await send('readiness', { device: 'phone', step: 'left', detail: 'closed' })
    expect(await reads()).toMatchObject({ customer: { step: 'left' } })
  })

  it.each([
    ['no step', {}],
    ['another step', { step: 'flying' }],
    ['a long detail', { step: 'blocked', detail: 'x'.repeat(81) }],
    ['a long device', { step: 'opened', device: 'x'.repeat(65) }],
    ['numbers', { step: 7 }],
    ['a list', []],
    ['nothing', null],
  ])('with %s is refused (400) and changes nothing', async (_, body) => {
    const { house, send } = await anOpenVideo()
    const writes = house.store.writes()
    expect(await problemIn(await send('readiness', body))).toMatchObject({ status: 400, retryable: false })
    expect(house.store.writes()).toBe(writes)
  })

  it('makes no job for Twilio', async () => {
    const { house, send } = await anOpenVideo()
    const asked = house.asked().length
    for (const step of pageStep.options) await send('readiness', { step })
    expect(house.asked()).toHaveLength(asked)
  })
})

describe('a rating', () => {
  it('after the end is stored, once, and its stars are on the task', async () => {
    const { house, send, sees, ada, id } = await anOpenVideo()
    await ada.post(`/escalations/${id}/end`)
    await house.work()
    expect((await send('rating', stars)).status).toBe(201)
    expect(await problemIn(await send('rating', { stars: 1 }))).toMatchObject({ status: 409, code: 'already-rated' })
    expect(await sees()).toMatchObject({ link: 'ended', isRated: true })
    expect(await (await ada.get(`/escalations/${id}`)).json()).toMatchObject({ rating: stars })
    await house.work()
    const last = house.twilio.calls.findLast(({ to }) => to === 'annotateTask')
    expect(last?.with).toMatchObject({ parts: { video: { rating: 5 } } })
    expect(JSON.stringify(last)).not.toContain('merci')
  })

  it('sent twenty times at once is accepted once', async () => {
    const { send, ada, id } = await anOpenVideo()
    await ada.post(`/escalations/${id}/end`)
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('rating', stars)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)])
  })

  it.each([
    ['no stars', {}],
    ['none', { stars: 0 }],
    ['six', { stars: 6 }],
    ['half a star', { stars: 2.5 }],
    ['stars in words', { stars: '5' }],
    ['a long comment', { stars: 5, comment: 'x'.repeat(1_001) }],
    ['too many issues', { stars: 5, issues: Array(13).fill('sound') }],
    ['a long issue', { stars: 5, issues: ['x'.repeat(41)] }],
  ])('with %s is refused (400)', async (_, body) => {
    const { send, sees } = await anOpenVideo()
    expect(await problemIn(await send('rating', body))).toMatchObject({ status: 400, code: 'invalid' })
    expect(await sees()).toMatchObject({ isRated: false })
  })

  it('is refused from the agent’s page (403)', async () => {
    const { send, pass } = await anOpenVideo()
    expect(await problemIn(await send('rating', stars, await pass()))).toMatchObject({
      status: 403,
      code: 'wrong-role',
    })
  })
})

describe('a request for another link', () => {
  it('is on the task, and posts no link', async () => {
    const { house, send, sees, ada, id } = await anOpenVideo()
    await ada.post(`/escalations/${id}/revoke`)
    const answer = await send('link', {})
    expect([answer.status, await answer.json()]).toEqual([202, { requested: true }])
    expect(await sees()).toMatchObject({ link: 'revoked', isLinkAsked: true })
    await house.work()
    const last = house.twilio.calls.findLast(({ to }) => to === 'annotateTask')
    expect(last?.with).toMatchObject({ parts: { video: { asksForLink: true } } })
    expect(house.twilio.called().filter((each) => each === 'postMessage')).toHaveLength(1)
  })

  it('is over when the agent sends a new link', async () => {
    const { house, send, sees, ada, id } = await anOpenVideo()
    await send('link', {})
    await ada.post(`/escalations/${id}/resend`, { newLink: true })
    await house.work()
    expect(house.twilio.called().filter((each) => each === 'postMessage')).toHaveLength(2)
    expect(await sees()).toMatchObject({ isLinkAsked: false })
  })

  it('made a hundred times writes the task once', async () => {
    const { house, send } = await anOpenVideo()
    await house.work()
    const before = house.asked().length
    for (let n = 0; n < 100; n++) expect((await send('link', {})).status).toBe(202)
    expect(house.asked().slice(before)).toEqual(['task.annotate'])
  })

  it('is refused (409) once the agent’s task is over', async () => {
    const { house, send } = await anOpenVideo()
    const { taskSid } = anAssignment()
    const key = (await house.store.find('video-escalation', taskSid)) ?? ''
    await house.receives({
      type: 'assignment.closed',
      id: 'over',
      key,
      at: Date.now(),
      taskSid,
      how: 'task.wrapup',
    } as never)
    expect(await problemIn(await send('link', {}))).toMatchObject({ status: 409, code: 'nobody-there' })
  })
})

describe('a request to the link', () => {
  const doors = ['', '/readiness', '/rating', '/link', '/command', '/window']

  it.each(doors)('%s from another origin is refused (403), also from "null"', async (door) => {
    const { house, press, link } = await anOpenVideo()
    const writes = house.store.writes()
    for (const origin of [
      'https://evil.example',
      'null',
      'https://flex.example.com.evil.example',
      'flex.example.com',
    ]) {
      const headers = { 'content-type': 'application/json', origin }
      expect(await problemIn(await press(link + door, { headers }))).toMatchObject({
        status: 403,
        code: 'foreign-origin',
      })
    }
    expect(house.store.writes()).toBe(writes)
  })

  it.each(doors)('%s is refused as no JSON (415), over 8 KiB (413) or malformed (400)', async (door) => {
    const { house, press, link, pass } = await anOpenVideo()
    const path = (door === '/command' || door === '/window' ? await pass() : link) + door
    const writes = house.store.writes()
    for (const type of ['', 'text/plain', 'multipart/form-data; boundary=x'])
      expect(await problemIn(await press(path, { headers: { 'content-type': type } }))).toMatchObject({ status: 415 })
    expect(await problemIn(await press(path, { body: `{"a":"${'x'.repeat(8_192)}"}` }))).toMatchObject({ status: 413 })
    for (const body of ['{', '', '\u0000', '{"__proto__":', '[[[['])
      expect((await problemIn(await press(path, { body }))).status).toBe(400)
    expect(house.store.writes()).toBe(writes)
  })

  it('from our own page is accepted', async () => {
    const { press, link } = await anOpenVideo()
    const headers = { 'content-type': 'application/json; charset=utf-8', origin: 'https://flex.example.com' }
    expect((await press(`${link}/readiness`, { headers, body: '{"step":"opened"}' })).status).toBe(202)
  })
})

describe('a page that does not stop', () => {
  it('is refused (429) after 120 requests in a minute, page loads not counted', async () => {
    const { look, send, sits, link } = await anOpenVideo()
    for (let n = 0; n < 60; n++) expect((await sits({ device: 'phone' })).status).toBe(425)
    for (let n = 0; n < 60; n++) expect((await send('readiness', { step: 'waiting' })).status).toBe(202)
    expect(await problemIn(await send('readiness', { step: 'waiting' }))).toMatchObject({
      status: 429,
      code: 'too-many-tries',
      retryable: true,
    })
    expect((await sits({ device: 'phone' })).status).toBe(429)
    expect((await look()).status).toBe(200)
    expect((await look(`${link}/state`)).status).toBe(200)
  })

  it('does not stop the agent’s page', async () => {
    const { send, pass } = await anOpenVideo()
    const page = await pass()
    for (let n = 0; n < 121; n++) await send('readiness', { step: 'waiting' })
    expect((await send('readiness', { step: 'opened' }, page)).status).toBe(202)
  })
})
