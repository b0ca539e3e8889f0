import { expect, it } from 'vitest'
import { aCall } from './a-call.ts'

it('participants are ordered as agent, supervisor, other, and a customer sees no second customer', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  room.enters('somebody-1')
  room.enters('supervisor-1')
  room.enters('customer-2')
  room.enters('agent-1')
  expect(call.view.value.others.map(({ role }) => role)).toEqual(['agent', 'supervisor', 'other'])
})

it('a participant’s camera, screen and sound are in the view', async () => {
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

it('a participant counts as muted while their sound is missing or off', async () => {
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

it('reconnects of another participant and of oneself are in the view, start and end', async () => {
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

it('a recording is in the view while it runs', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  room.isRecording = true
  room.emit('recordingStarted')
  expect(call.view.value.isRecording).toBe(true)
  room.isRecording = false
  room.emit('recordingStopped')
  expect(call.view.value.isRecording).toBe(false)
})

it('Twilio’s quality of a new participant is in the view, and none without a measurement', async () => {
  const { enter, call } = aCall()
  const room = await enter()
  const agent = room.enters('agent-1')
  agent.networkQualityLevel = 2
  agent.emit('networkQualityLevelChanged')
  expect(call.view.value.others[0]?.quality).toBe(2)
  expect(call.view.value.me?.quality).toBeUndefined()
})
