import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import { conversationBody, messageBody, participantBody, scopedWebhookBody } from '../conversations/bodies.ts'
import type { Conversation } from '../conversations/model.ts'
import { channelBody, flexParticipantBody, interactionBody, inviteBody } from '../flex/bodies.ts'
import type { Interaction } from '../flex/model.ts'
import { reservationBody, taskBody, workerBody } from '../taskrouter/bodies.ts'
import type { Task, Workspace } from '../taskrouter/model.ts'
import { publishedTrackBody, roomBody, roomParticipantBody } from '../video/bodies.ts'
import { findRoom } from '../video/find-room.ts'
import type { Room } from '../video/model.ts'
import { present } from './control-error.ts'
import { findConversation, findTask } from './find.ts'
import { phoneState } from './voice-state.ts'

/** Shows the whole state: each resource as REST shows it, with its parts inside. `lag-reads` has no effect here. */
export function stateControls(cloud: Cloud): Hono {
  const app = new Hono()
  const rooms = () => [...cloud.video.rooms.values()].map((room) => roomState(cloud, room))
  app.get('/state', (c) => {
    const workspaces = [...cloud.taskrouter.workspaces.values()]
    return c.json({
      rooms: rooms(),
      conversations: [...cloud.conversations.conversations.values()].map((each) => conversationState(cloud, each)),
      tasks: workspaces.flatMap((each) => [...each.tasks.values()].map((task) => taskBody(cloud, each, task))),
      reservations: workspaces.flatMap((each) =>
        [...each.reservations.values()].map((reservation) => reservationBody(cloud, each, reservation)),
      ),
      workers: workspaces.flatMap((each) =>
        [...each.workers.values()].map((worker) => workerBody(cloud, each, worker)),
      ),
      calls: [...cloud.voice.phoneTasks.values()].map((each) => phoneState(cloud, each)),
      interactions: [...cloud.flex.interactions.values()].map((each) => interactionState(cloud, each)),
    })
  })
  app.get('/rooms', (c) => c.json({ rooms: rooms() }))
  app.get('/rooms/:room', (c) => {
    const name = c.req.param('room')
    return c.json(roomState(cloud, present(findRoom(cloud, name), 'room', name)))
  })
  app.get('/conversations/:sid', (c) => c.json(conversationState(cloud, findConversation(cloud, c.req.param('sid')))))
  app.get('/tasks/:sid', (c) => {
    const { workspace, task } = findTask(cloud, c.req.param('sid'))
    return c.json(taskState(cloud, workspace, task))
  })
  return app
}

function roomState(cloud: Cloud, room: Room) {
  const participants = [...room.participants.values()].map((each) => ({
    ...roomParticipantBody(cloud, room, each),
    /** Whether a browser has joined, rather than a participant that the control door added. */
    browser: cloud.signalling.sessions.has(each.sid),
    tracks: each.tracks.map((track) => publishedTrackBody(room, each, track)),
  }))
  return { ...roomBody(cloud, room), recording: room.isRecording, participants }
}

function conversationState(cloud: Cloud, conversation: Conversation) {
  return {
    ...conversationBody(cloud, conversation),
    messages: conversation.messages.map((each) => messageBody(cloud, conversation, each)),
    participants: [...conversation.participants.values()].map((each) => participantBody(cloud, conversation, each)),
    webhooks: [...conversation.webhooks.values()].map((each) => scopedWebhookBody(cloud, conversation, each)),
  }
}

/** Shows a task with its reservations. */
export function taskState(cloud: Cloud, workspace: Workspace, task: Task) {
  const reservations = [...task.reservations.values()].map((each) => reservationBody(cloud, workspace, each))
  return { ...taskBody(cloud, workspace, task), version: task.version, reservations }
}

function interactionState(cloud: Cloud, interaction: Interaction) {
  return {
    ...interactionBody(cloud, interaction),
    channels: [...interaction.channels.values()].map((channel) => ({
      ...channelBody(channel),
      conversation_sid: channel.conversationSid,
      participants: [...channel.participants.values()].map((each) => ({
        ...flexParticipantBody(channel, each),
        status: each.status,
      })),
      invites: [...channel.invites.values()].map((each) => inviteBody(cloud, channel, each)),
    })),
  }
}
