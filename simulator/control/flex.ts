import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { closeChannel, workspaceOf } from '../flex/close-channel.ts'
import { startChat } from '../flex/start-chat.ts'
import { reservationBody, taskBody } from '../taskrouter/bodies.ts'
import { setReservation } from '../taskrouter/reservations.ts'
import { isOpen } from '../taskrouter/task-status.ts'
import { deleteTask, endTask } from '../taskrouter/tasks.ts'
import { findReservation, findTask } from './find.ts'
import { readBody } from './read-body.ts'

const chat = z.strictObject({
  channel: z.enum(['web', 'sms', 'whatsapp', 'messenger']),
  customer: z
    .strictObject({ name: z.string().optional(), identity: z.string().optional(), address: z.string().optional() })
    .optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
  workerSid: z.string().optional(),
})

const because = z.strictObject({ reason: z.string().optional() })

/** Does what customers and agents do in Flex: write in, accept, decline, wrap up, complete. */
export function flexControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/chats', async (c) => c.json(startChat(cloud, await readBody(c, chat))))

  for (const [verb, status] of [
    ['accept', 'accepted'],
    ['reject', 'rejected'],
    ['timeout', 'timeout'],
  ] as const) {
    app.post(`/reservations/:sid/${verb}`, (c) => {
      const { workspace, reservation } = findReservation(cloud, c.req.param('sid'))
      setReservation(cloud, workspace, reservation, status)
      return c.json(reservationBody(cloud, workspace, reservation))
    })
  }

  for (const [verb, status] of [
    ['wrapup', 'wrapping'],
    ['complete', 'completed'],
    ['cancel', 'canceled'],
  ] as const) {
    app.post(`/tasks/:sid/${verb}`, async (c) => {
      const { reason = `Task ${status}` } = await readBody(c, because)
      const { workspace, task } = findTask(cloud, c.req.param('sid'))
      endTask(cloud, workspace, task, status, status === 'wrapping' ? null : reason)
      if (status === 'completed') closeWhenLast(cloud, task.sid)
      return c.json(taskBody(cloud, workspace, task))
    })
  }

  app.post('/tasks/:sid/delete', async (c) => {
    const { reason = null } = await readBody(c, because)
    const { workspace, task } = findTask(cloud, c.req.param('sid'))
    deleteTask(cloud, workspace, task, reason)
    return c.json(taskBody(cloud, workspace, task))
  })
  return app
}

/** Closes the channel as Flex UI does: when its last agent completes and no invite is open. */
function closeWhenLast(cloud: Cloud, taskSid: string): void {
  const channel = cloud.flex.channelByTask.get(taskSid)
  if (channel === undefined || channel.status !== 'active') return
  const someoneElse = [...channel.invites.values()].some(
    ({ task }) => isOpen(task) && workspaceOf(cloud, task) !== undefined,
  )
  if (!someoneElse) closeChannel(cloud, channel, 'closed', 'completed')
}
