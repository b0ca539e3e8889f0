import { describe, expect, it, onTestFinished } from 'vitest'
import { conversationSid } from '../support/an-assignment.ts'
import { anOpenVideo } from '../support/an-open-video.ts'
import { changesByHand } from '../support/changes-by-hand.ts'

const authorization = (who: string) => ({ authorization: `Bearer ${who}` })

describe('HEAD', () => {
  it('of an event stream opens none, whoever sends it (405), and the answer has no body', async () => {
    const hand = changesByHand()
    const opened: string[] = []
    const slots: typeof hand.streams.slots = {
      open: async ({ holder }) => {
        opened.push(holder)
        return undefined
      },
      isOpen: async () => false,
    }
    const { house, link } = await anOpenVideo({}, { streams: { ...hand.streams, slots } })
    const asked = [
      [`${link}/events`, {}],
      ['/j/stranger/events', {}],
      [`/api/escalations/events?conversation=${conversationSid}`, authorization('ada')],
      ['/api/escalations/events', {}],
      ['/api/supervisor/board/events', authorization('sue')],
    ] as const
    for (const [path, headers] of asked) {
      const answer = await house.app.request(path, { method: 'HEAD', headers })
      expect([answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([405, 'GET', ''])
    }
    expect([opened, hand.watchers()]).toEqual([[], 0])
  })

  it('is answered as GET without the body everywhere else, and a body that GET would stream is cancelled', async () => {
    const { house, link, id } = await anOpenVideo()
    let [begun, ended] = [0, 0]
    const timelines = house.store.timelines.of
    house.store.timelines.of = async function* (place) {
      begun += 1
      try {
        for (;;) yield* timelines(place)
      } finally {
        ended += 1
      }
    }
    onTestFinished(() => {
      house.store.timelines.of = timelines
    })
    for (const [path, headers] of [
      [link, {}],
      ['/healthz', {}],
      [`/api/escalations/${id}`, authorization('ada')],
      [`/api/escalations/${id}/timeline`, authorization('ada')],
      [`/api/escalations/${id}`, authorization('ben')],
      ['/nowhere', {}],
    ] as const) {
      const [head, got] = [
        await house.app.request(path, { method: 'HEAD', headers }),
        await house.app.request(path, { headers }),
      ]
      await got.body?.cancel()
      expect([path, head.status, await head.text()]).toEqual([path, got.status, ''])
      expect(head.headers.get('content-type')).toBe(got.headers.get('content-type'))
    }
    await expect.poll(() => [begun, ended]).toEqual([2, 2])
  })
})
