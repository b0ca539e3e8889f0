import { type ReadonlySignal, signal } from '@preact/signals'
import type { Participant, Room } from 'twilio-video'

/** All events after which a room may look different. */
const events = [
  'participantConnected',
  'participantDisconnected',
  'participantReconnecting',
  'participantReconnected',
  'reconnecting',
  'reconnected',
  'recordingStarted',
  'recordingStopped',
  'trackPublished',
  'trackUnpublished',
  'trackSubscribed',
  'trackUnsubscribed',
  'trackEnabled',
  'trackDisabled',
  'trackSwitchedOn',
  'trackSwitchedOff',
] as const

/**
 * Counts the room's changes. The view is read from the room itself each time, so a missed or early event does no harm.
 */
export function roomChanges(room: Room): { readonly count: ReadonlySignal<number>; stop(): void } {
  const count = signal(0)
  const changed = () => {
    count.value++
  }
  // The room does not forward this event.
  const follow = (participant: Participant) => participant.on('networkQualityLevelChanged', changed)
  for (const event of events) room.addListener(event, changed)
  room.addListener('participantConnected', follow)
  const all = [room.localParticipant, ...room.participants.values()]
  for (const participant of all) follow(participant)
  return {
    count,
    stop() {
      for (const event of events) room.removeListener(event, changed)
      room.removeListener('participantConnected', follow)
      for (const each of [room.localParticipant, ...room.participants.values()])
        each.removeListener('networkQualityLevelChanged', changed)
    },
  }
}
