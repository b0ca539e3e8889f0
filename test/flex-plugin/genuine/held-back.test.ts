import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { createConversationStream } from '../../../flex-plugin/src/server/event-stream.ts'
import { until } from '../../../tools/until.ts'
import type { CallCentre } from '../../support/a-call-centre.ts'
import { aHoldingProxy } from '../../support/a-holding-proxy.ts'
import { theCallCentre } from '../../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})
let proxy: Awaited<ReturnType<typeof aHoldingProxy>> | undefined
afterAll(() => proxy?.stop())

it('the plugin gets start and end where a proxy holds back its event stream, and counts the server as up', async () => {
  const held = await aHoldingProxy(centre.serverUrl)
  proxy = held
  const chat = await centre.chat()
  const received: string[] = []
  const states: boolean[] = []
  const stream = createConversationStream({
    server: held.url,
    session: { token: () => chat.token, whenRenewed: () => () => {} },
    onEvent: ({ data }) => received.push(data),
    streamIs: (isUp) => states.push(isUp),
  })
  onTestFinished(stream.stop)
  stream.follow([chat.conversationSid])
  const { id } = await chat.invited()
  await until('the invite arrives', async () => received.some((each) => each.includes('"invited"')))
  expect(states.at(-1)).toBe(true)
  expect((await chat.call(`/escalations/${id}/end`, {})).status).toBeLessThan(300)
  await until('the end arrives', async () => /"state":"(ended|cancelled)"/.test(received.at(-1) ?? ''))
})
