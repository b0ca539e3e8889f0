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
  const said: string[] = []
  const lines: boolean[] = []
  const stream = createConversationStream({
    server: held.url,
    session: { token: () => chat.token, whenRenewed: () => () => {} },
    onEvent: ({ data }) => said.push(data),
    streamIs: (isUp) => lines.push(isUp),
  })
  onTestFinished(stream.stop)
  stream.follow([chat.conversationSid])
  const { id } = await chat.invited()
  await until('the invite arrives', async () => said.some((each) => each.includes('"invited"')))
  expect(lines.at(-1)).toBe(true)
  expect((await chat.call(`/escalations/${id}/end`, {})).status).toBeLessThan(300)
  await until('the end arrives', async () => /"state":"(ended|cancelled)"/.test(said.at(-1) ?? ''))
})
