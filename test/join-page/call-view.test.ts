import { expect, it } from 'vitest'
import { aCall } from './a-call.ts'

it('orders people as agent, supervisor, other, and not as they came, and shows a customer no second customer', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  room.enters('somebody-1')
  room.enters('supervisor-1')
  room.enters('customer-2')
  room.enters('agent-1')
  expect(call.view.value.others.map(({ role }) => role)).toEqual(['agent', 'supervisor', 'other'])
})

it('shows camera, screen and sound of another person', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  const agent = room.enters('agent-1')
  const camera = agent.gives('video', 'camera')
  const screen = agent.gives('video', 'screen')
  const sound = agent.gives('audio', 'voice')
  room.emit('trackSubscribed')
  expect(call.view.value.others[0]).toMatchObject({ isMuted: false, isMe: false, isReconnecting: false })
  expect(call.view.value.others[0]?.camera).toBe(camera.track)
  expect(call.view.value.others[0]?.screen).toBe(screen.track)
  expect(call.view.value.others[0]?.sound).toBe(sound.track)
  expect(call.view.value.sharer?.sid).toBe(agent.sid)
})

it('calls a person muted while their sound is missing or switched off', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  const agent = room.enters('agent-1')
  expect(call.view.value.others[0]?.isMuted).toBe(true)
  const sound = agent.gives('audio', 'voice')
  sound.isTrackEnabled = false
  room.emit('trackDisabled')
  expect(call.view.value.others[0]?.isMuted).toBe(true)
  sound.isTrackEnabled = true
  room.emit('trackEnabled')
  expect(call.view.value.others[0]?.isMuted).toBe(false)
})

it('follows a reconnect of another person and one’s own, there and back', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  const agent = room.enters('agent-1')
  agent.state = 'reconnecting'
  room.emit('participantReconnecting', agent)
  expect(call.view.value.others[0]?.isReconnecting).toBe(true)
  agent.state = 'connected'
  room.emit('participantReconnected', agent)
  expect(call.view.value.others[0]?.isReconnecting).toBe(false)
  room.state = 'reconnecting'
  room.emit('reconnecting')
  expect(call.view.value).toMatchObject({ is: 'reconnecting', me: { isReconnecting: true } })
  room.state = 'connected'
  room.emit('reconnected')
  expect(call.view.value).toMatchObject({ is: 'in', me: { isReconnecting: false } })
})

it('shows a recording while it runs', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  room.isRecording = true
  room.emit('recordingStarted')
  expect(call.view.value.isRecording).toBe(true)
  room.isRecording = false
  room.emit('recordingStopped')
  expect(call.view.value.isRecording).toBe(false)
})

it('shows the quality that Twilio measures of a newcomer, and none where nobody measured', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  const agent = room.enters('agent-1')
  agent.networkQualityLevel = 2
  agent.emit('networkQualityLevelChanged')
  expect(call.view.value.others[0]?.quality).toBe(2)
  expect(call.view.value.me?.quality).toBeUndefined()
})
