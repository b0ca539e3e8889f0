import type { Cloud } from '../../cloud/cloud.ts'
import type { Task, TaskRouterListener } from '../../taskrouter/model.ts'
import { endCall } from '../call-life.ts'
import { bridgeAgent } from './bridge.ts'

/**
 * Makes Flex follow TaskRouter: an agent who accepts a voice task is called and joins its conference; an agent who
 * wraps up or completes hangs up. A task that ends because no agent was found ends the customer's call.
 */
export const phoneTasksFollowTaskRouter = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(_workspace, reservation) {
    const phone = cloud.voice.phoneTasks.get(reservation.task.sid)
    if (phone === undefined) return
    const leg = phone.legs.get(reservation.sid)
    const { joinLagMs } = cloud.voice.settings
    if (reservation.status !== 'accepted') {
      if (leg !== undefined) endCall(cloud, leg)
    } else if (joinLagMs === 0) bridgeAgent(cloud, phone, reservation)
    else cloud.clock.after(joinLagMs, () => bridgeAgent(cloud, phone, reservation))
  },
  happened(_workspace, eventType, sid) {
    const phone = cloud.voice.phoneTasks.get(sid)
    if (phone === undefined || (!phone.terms.endsWithLastAgent && phone.conference !== null)) return
    const lost = eventType === 'task.transfer-failed' && !hasAgent(phone.task)
    const over = ['task.canceled', 'task.completed', 'task.deleted'].includes(eventType)
    if (lost || over) endCall(cloud, phone.customer)
  },
})

const hasAgent = (task: Task): boolean => [...task.reservations.values()].some(({ status }) => status === 'accepted')
