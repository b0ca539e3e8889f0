import { z } from 'zod'
import type { Fact } from '../../src/core/facts.ts'
import { assignmentFrom, parseAttributes } from '../../src/twilio/assignment.ts'
import type { Form } from '../verify.ts'
import { headOf, reservationEvent, type TaskEvent, taskEvent, workerEvent } from './task-event.ts'
import { isVoice, voiceTaskFacts } from './voice-tasks.ts'

const acceptedEvent = workerEvent.extend({
  TaskVersion: z.string().optional(),
  TaskChannelUniqueName: z.string().optional(),
  WorkerName: z.string().optional(),
  WorkerAttributes: z.string().default('{}'),
})

const known = /^(task|reservation|worker|workflow|task-queue|activity|workspace|task-channel)\./

/**
 * Facts in a TaskRouter event; undefined for an unknown event. Voice tasks have facts of their own (`voice-tasks.ts`);
 * other tasks without a conversation (callbacks) do not concern us.
 * @throws ZodError when a known event lacks what it must have
 */
export function taskrouterFacts(form: Form): readonly Fact[] | undefined {
  const type = form['EventType'] ?? ''
  if (isVoice(form)) return voiceTaskFacts(form)
  switch (type) {
    case 'reservation.accepted': {
      const event = acceptedEvent.parse(form)
      const assignment = assignmentFrom({
        taskSid: event.TaskSid,
        taskAttributes: event.TaskAttributes,
        taskChannel: event.TaskChannelUniqueName,
        taskVersion: event.TaskVersion,
        reservationSid: event.ReservationSid,
        workerSid: event.WorkerSid,
        workerName: event.WorkerName,
        workerAttributes: event.WorkerAttributes,
      })
      return about(event, (head) => ({ ...head, type: 'assignment.opened', assignment }))
    }
    case 'reservation.rejected':
    case 'reservation.timeout': {
      const event = workerEvent.parse(form)
      const { TaskSid: taskSid, ReservationSid: reservationSid, WorkerSid: workerSid } = event
      return about(event, (head) => ({
        ...head,
        type: 'reservation.declined',
        taskSid,
        reservationSid,
        workerSid,
        how: type,
      }))
    }
    case 'reservation.wrapup':
    case 'reservation.completed':
    case 'reservation.canceled':
    case 'reservation.rescinded': {
      const event = reservationEvent.parse(form)
      const { TaskSid: taskSid, ReservationSid: reservationSid } = event
      return about(event, (head) => ({ ...head, type: 'assignment.closed', taskSid, reservationSid, how: type }))
    }
    case 'task.wrapup':
    case 'task.completed':
    case 'task.canceled':
    case 'task.deleted':
    case 'task.system-deleted':
    // No step of the workflow was left: TaskRouter cancels the task, and reports that in a second event, which may
    // arrive first.
    case 'workflow.timeout': {
      const event = taskEvent.parse(form)
      return about(event, (head) => ({ ...head, type: 'assignment.closed', taskSid: event.TaskSid, how: type }))
    }
    default:
      return known.test(type) ? [] : undefined
  }
}

function about(event: TaskEvent, fact: (head: ReturnType<typeof headOf>) => Fact): readonly Fact[] {
  const { conversationSid } = parseAttributes(event.TaskAttributes)
  return conversationSid ? [fact(headOf(event, conversationSid))] : []
}
