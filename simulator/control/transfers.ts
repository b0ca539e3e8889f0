import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flexParticipantBody } from '../flex/bodies.ts'
import type { InteractionChannel } from '../flex/model.ts'
import { startTransfer } from '../flex/native-transfer.ts'
import { flexProject } from '../flex/project.ts'
import { transferWorkflow } from '../flex/transfer-workflow.ts'
import { createQueue, requireIn, requireWorkspace } from '../taskrouter/workspace.ts'
import { taskQueueBody } from '../taskrouter/workspace-bodies.ts'
import { changeActivity } from './activity.ts'
import { present } from './control-error.ts'
import { readBody } from './read-body.ts'
import { taskState } from './state.ts'

const activity = z.strictObject({ activity: z.string() })

const nativeTransfer = z.strictObject({
  from: z.string().optional(),
  to: z.string(),
  leaves: z.enum(['at-once', 'on-acceptance']).optional(),
})

const queue = z.strictObject({ name: z.string().min(1), targetWorkers: z.string().optional() })

/** Shows a transfer's data (participants, queues, a conversation's invites), and starts Flex's own transfers. */
export function transferControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.get('/conversations/:sid/channel', (c) => {
    const sid = c.req.param('sid')
    const found = present(channelOf(cloud, sid), 'interaction channel of conversation', sid)
    return c.json(channelState(cloud, found))
  })
  app.post('/conversations/:sid/transfer', async (c) => {
    const sid = c.req.param('sid')
    const { from, to, leaves } = await readBody(c, nativeTransfer)
    const channel = present(channelOf(cloud, sid), 'interaction channel of conversation', sid)
    const agents = [...channel.participants.values()].filter(
      ({ type, status }) => type === 'agent' && status === 'active',
    )
    const agent = agents.find(({ reservation }) => from === undefined || reservation?.worker.sid === from)
    const made = startTransfer(cloud, channel, { from: present(agent, 'agent', from ?? sid).sid, to, leaves })
    const invite = [...channel.invites.values()].at(-1)
    return c.json({ transferSid: made.sid, taskSid: invite?.task.sid })
  })
  app.post('/workers/:sid/activity', async (c) => {
    const sid = c.req.param('sid')
    const { activity: name } = await readBody(c, activity)
    changeActivity(cloud, sid, name)
    return c.json({ sid, activity: name })
  })
  app.post('/queues', async (c) => {
    const { name, targetWorkers = `routing.skills HAS ${JSON.stringify(name.toLowerCase())}` } = await readBody(
      c,
      queue,
    )
    const project = flexProject(cloud)
    const workspace = requireWorkspace(cloud, project.workspaceSid)
    const made = cloud.asIfLong(() => createQueue(cloud, workspace, name, targetWorkers))
    const everyone = requireIn(workspace.queues, 'TaskQueues', project.everyoneQueueSid)
    const workflow = requireIn(workspace.workflows, 'Workflows', project.transferWorkflowSid)
    workflow.configuration = transferWorkflow(everyone, [...workspace.queues.values()])
    return c.json(taskQueueBody(cloud, workspace, made))
  })
  return app
}

const channelOf = (cloud: Cloud, conversationSid: string): InteractionChannel | undefined =>
  [...cloud.flex.interactions.values()]
    .flatMap((each) => [...each.channels.values()])
    .find((each) => each.conversationSid === conversationSid)

/**
 * Shows a channel with all its participants, past ones too, and each invite with its task and that task's reservations.
 */
function channelState(cloud: Cloud, channel: InteractionChannel) {
  const workspace = requireWorkspace(cloud, flexProject(cloud).workspaceSid)
  return {
    sid: channel.sid,
    interactionSid: channel.interactionSid,
    status: channel.status,
    participants: [...channel.participants.values()].map((each) => ({
      ...flexParticipantBody(channel, each),
      status: each.status,
    })),
    invites: [...channel.invites.values()].map(({ sid, task }) => ({ sid, task: taskState(cloud, workspace, task) })),
  }
}
