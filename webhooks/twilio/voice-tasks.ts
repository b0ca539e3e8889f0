import { z } from 'zod'
import type { Fact } from '../../src/core/facts.ts'
import { parseCall } from '../../src/twilio/call-attributes.ts'
import type { Form } from '../verify.ts'
import { headOf, reservationEvent, type TaskEvent, taskEvent, workerEvent } from './task-event.ts'

const acceptedEvent = workerEvent.extend({
  TaskQueueSid: z.string().optional(),
  TaskQueueName: z.string().optional(),
  WorkflowSid: z.string().optional(),
})

/**
 * Tells whether the task is a call's: it has Flex's task channel for calls. A task with a conversation is a chat's,
 * whatever its channel. Events naming the channel is undocumented behaviour: if they do not, a task with a leg is a
 * call's.
 */
export const isVoice = (form: Form): boolean => {
  const { isConversation, anyCallSid } = parseCall(form['TaskAttributes'] ?? '')
  const channel = form['TaskChannelUniqueName'] ?? (anyCallSid && 'voice')
  return channel === 'voice' && !isConversation
}

const known = /^(task|reservation|task-queue|workflow)\./
const transfer = /^task\.transfer-(initiated|attempt-failed|failed|canceled|completed)$/

/**
 * Facts in the TaskRouter event of a voice task. `task.wrapup` is ignored: with several agents on a task it may mean
 * any of them, and each reservation has its own event.
 * @throws ZodError when a known event lacks what it must have
 */
export function voiceTaskFacts(form: Form): readonly Fact[] | undefined {
  const type = form['EventType'] ?? ''
  // A call between two agents has no customer for whom anything could be done.
  if (parseCall(form['TaskAttributes'] ?? '').isInternal) return known.test(type) ? [] : undefined
  const [, changed] = transfer.exec(type) ?? []
  if (changed) {
    // The pattern above lists the possible values.
    const is = changed as 'initiated' | 'attempt-failed' | 'failed' | 'canceled' | 'completed'
    const event = taskEvent.parse(form)
    return [{ ...headOf(event, event.TaskSid), type: 'call.transfer-changed', direction: directionOf(event), is }]
  }
  switch (type) {
    case 'reservation.accepted':
      return [accepted(acceptedEvent.parse(form))]
    case 'reservation.wrapup':
    case 'reservation.completed':
    case 'reservation.canceled':
    case 'reservation.rescinded': {
      const event = reservationEvent.parse(form)
      const { ReservationSid: reservationSid } = event
      const direction = directionOf(event)
      return [{ ...headOf(event, event.TaskSid), type: 'call.assignment-closed', direction, reservationSid, how: type }]
    }
    case 'task.completed':
    case 'task.canceled':
    case 'task.deleted':
    case 'task.system-deleted': {
      const event = taskEvent.parse(form)
      return [
        { ...headOf(event, event.TaskSid), type: 'call.assignment-closed', direction: directionOf(event), how: type },
      ]
    }
    default:
      return known.test(type) ? [] : undefined
  }
}

const directionOf = ({ TaskAttributes }: TaskEvent) => parseCall(TaskAttributes).direction

function accepted(event: z.infer<typeof acceptedEvent>): Fact {
  const { callSid, conferenceSid, direction, ours } = parseCall(event.TaskAttributes)
  const assignment = {
    taskSid: event.TaskSid,
    reservationSid: event.ReservationSid,
    workerSid: event.WorkerSid,
    direction,
    ...(callSid && { callSid }),
    ...(conferenceSid && { conferenceSid }),
    ...(event.TaskQueueSid && { queueSid: event.TaskQueueSid }),
    ...(event.TaskQueueName && { queueName: event.TaskQueueName }),
    ...(event.WorkflowSid && { workflowSid: event.WorkflowSid }),
    ...(ours?.taskSid === event.TaskSid && { before: ours.agents, names: ours.names }),
  }
  return { ...headOf(event, event.TaskSid), type: 'call.assignment-opened', assignment }
}
