import { describe, expect, it } from 'vitest'
import { problemIn } from '../support/a-problem.ts'
import { conversationSid } from '../support/an-assignment.ts'
import { anEventStream } from '../support/an-event-stream.ts'
import { anOpenVideo } from '../support/an-open-video.ts'
import { changesByHand } from '../support/changes-by-hand.ts'

async function aFollowingPlugin(name = 'ada', of = [conversationSid]) {
  const hand = changesByHand()
  const video = await anOpenVideo({}, { streams: hand.streams })
  const path = `/escalations/events?${of.map((each) => `conversation=${each}`).join('&')}`
  return { ...video, ...hand, answer: await video.house.as(name).get(path) }
}

describe('the plugin’s event stream', () => {
  it('sends every requested conversation, and again when one changes', async () => {
    const other = `CH${'9'.repeat(32)}`
    const { answer, comes, tell, id } = await aFollowingPlugin('ada', [conversationSid, other])
    const line = anEventStream(answer)
    expect(await line.next()).toMatchObject({
      event: 'state',
      data: {
        escalations: [
          { conversationSid, escalation: { id, state: 'invited' } },
          { conversationSid: other, escalation: null },
        ],
      },
    })
    await comes('agent')
    tell()
    expect(await line.next()).toMatchObject({ data: { escalations: [{ escalation: { state: 'waiting' } }, {}] } })
  })

  it('shows no escalation to an agent who does not serve the conversation', async () => {
    const { answer } = await aFollowingPlugin('ben')
    expect(await anEventStream(answer).next()).toMatchObject({
      data: { escalations: [{ conversationSid, escalation: null }] },
    })
  })

  it('shows a supervisor the escalation', async () => {
    const { answer, id } = await aFollowingPlugin('sue')
    expect(await anEventStream(answer).next()).toMatchObject({ data: { escalations: [{ escalation: { id } }] } })
  })

  it('begins with the state that the plugin can also poll; each agent gets only their own', async () => {
    const { answer, house } = await aFollowingPlugin()
    const path = `/escalations/state?conversation=${conversationSid}`
    const first = await anEventStream(answer).next()
    const asked = await house.as('ada').get(path)
    expect(asked.headers.get('cache-control')).toBe('no-store')
    expect(first).toMatchObject({ data: await asked.json() })
    expect(await (await house.as('ben').get(path)).json()).toMatchObject({ escalations: [{ escalation: null }] })
  })

  it.each([
    ['no conversation', []],
    ['the SID of something else', ['WT1']],
    ['twenty-one conversations', Array.from({ length: 21 }, (_, n) => `CH${String(n).padStart(32, '0')}`)],
  ])('refuses %s', async (_, of) => {
    const { answer } = await aFollowingPlugin('ada', of)
    expect(await problemIn(answer)).toMatchObject({ status: 400, code: 'invalid' })
  })
})
