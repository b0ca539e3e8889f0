import type { Cloud } from '../cloud/cloud.ts'
import { setConversationState } from './conversation-life.ts'
import type { Conversation } from './model.ts'
import { fromTimer } from './origin.ts'

/** Notes activity: makes an inactive conversation active again and restarts its timers. */
export function touch(cloud: Cloud, conversation: Conversation): void {
  conversation.updatedAt = cloud.clock.now()
  if (conversation.state === 'inactive') setConversationState(cloud, conversation, 'active', fromTimer, 'EVENT')
  armTimers(cloud, conversation)
}

/** Starts (or restarts) the timers that make a quiet conversation inactive and then closed. */
export function armTimers(cloud: Cloud, conversation: Conversation): void {
  conversation.stopTimers()
  const { inactive, closed } = conversation.timers
  if (conversation.state === 'closed') return
  const start = (duration: string | null, state: 'inactive' | 'closed') =>
    duration === null
      ? () => undefined
      : cloud.clock.after(milliseconds(duration), () =>
          setConversationState(cloud, conversation, state, fromTimer, 'TIMER'),
        )
  const stops = [start(inactive, 'inactive'), start(closed, 'closed')]
  conversation.stopTimers = () => {
    for (const stop of stops) stop()
  }
}

/** The milliseconds of an ISO 8601 duration of days, hours, minutes and seconds. */
export function milliseconds(duration: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (parts ?? []).slice(1).map((part) => Number(part ?? 0))
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
