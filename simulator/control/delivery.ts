import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { messageBody } from '../conversations/bodies.ts'
import { outsideWindow, setReceipt } from '../conversations/delivery.ts'
import { present } from './control-error.ts'
import { findConversation } from './find.ts'
import { readBody } from './read-body.ts'

const status = z.enum(['sent', 'delivered', 'read', 'undelivered', 'failed'])
const code = z.number().int().min(0)

/** As at WhatsApp, 63016 does not hit templates unless `sparesTemplates` says otherwise. */
const fate = z.strictObject({
  status: status.default('undelivered'),
  code: code.default(0),
  times: z.number().int().min(0).optional(),
  sparesTemplates: z.boolean().optional(),
})
const receiptGiven = z.strictObject({ status, code: code.default(0) })

/** Decides what happens to messages on their way to a phone. */
export function deliveryControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/conversations/:sid/delivery', async (c) => {
    const asked = await readBody(c, fate)
    const { status, code, times = Number.POSITIVE_INFINITY, sparesTemplates = code === outsideWindow } = asked
    findConversation(cloud, c.req.param('sid')).delivery = { status, errorCode: code, sparesTemplates, left: times }
    return c.json({})
  })
  app.delete('/conversations/:sid/delivery', (c) => {
    findConversation(cloud, c.req.param('sid')).delivery = undefined
    return c.json({})
  })
  app.post('/conversations/:sid/messages/:message/receipt', async (c) => {
    const { status, code } = await readBody(c, receiptGiven)
    const conversation = findConversation(cloud, c.req.param('sid'))
    const sid = c.req.param('message')
    const message = present(conversation.messageBySid.get(sid), 'message', sid)
    const receipt = present(message.receipts.at(-1), 'receipt of', sid)
    setReceipt(cloud, conversation, message, receipt, status, code)
    return c.json(messageBody(cloud, conversation, message))
  })
  return app
}
