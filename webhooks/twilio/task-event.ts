import { z } from 'zod'

/** The fields of every event about a task. https://www.twilio.com/docs/taskrouter/api/event/reference */
export const taskEvent = z.object({
  EventType: z.string(),
  Sid: z
    .string()
    .regex(/^EV[0-9a-fA-F]{32}$/)
    .optional(),
  /** Unix seconds; `TimestampMs` is sent but not documented. */
  Timestamp: z.coerce.number(),
  TimestampMs: z.coerce.number().optional(),
  ResourceSid: z.string(),
  TaskSid: z.string().regex(/^WT[0-9a-fA-F]{32}$/),
  TaskAttributes: z.string().default('{}'),
})
export type TaskEvent = z.infer<typeof taskEvent>

export const reservationEvent = taskEvent.extend({ ReservationSid: z.string().regex(/^WR[0-9a-fA-F]{32}$/) })
export const workerEvent = reservationEvent.extend({ WorkerSid: z.string().regex(/^WK[0-9a-fA-F]{32}$/) })

/** The head of a fact about the record `key`. An event without a SID gets an id that its repetition gets, too. */
export function headOf(event: TaskEvent, key: string) {
  const at = event.TimestampMs ?? event.Timestamp * 1000
  return { id: event.Sid ?? `${event.EventType}-${event.ResourceSid}-${at}`, key, at }
}
