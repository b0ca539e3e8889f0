import type { Cancel } from '../cloud/clock.ts'

export type TaskStatus = 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled'
export type ReservationStatus =
  | 'pending'
  | 'accepted'
  | 'rejected'
  | 'timeout'
  | 'canceled'
  | 'rescinded'
  | 'wrapping'
  | 'completed'

export interface Activity {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  friendlyName: string
  readonly available: boolean
}

export interface TaskChannel {
  readonly order: number
  readonly sid: string
  readonly uniqueName: string
  readonly createdAt: number
  friendlyName: string
}

export interface TaskQueue {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  friendlyName: string
  targetWorkers: string
  maxReservedWorkers: number
  taskOrder: 'FIFO' | 'LIFO'
  reservationActivitySid: string | null
  assignmentActivitySid: string | null
}

export interface Workflow {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  friendlyName: string
  /** JSON text, as it was given. */
  configuration: string
  taskReservationTimeout: number
  assignmentCallbackUrl: string | null
  fallbackAssignmentCallbackUrl: string | null
}

/** How much of one task channel a worker can take. */
export interface WorkerChannel {
  readonly order: number
  readonly sid: string
  readonly channel: TaskChannel
  capacity: number
  available: boolean
  assigned: number
}

export interface Worker {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  friendlyName: string
  attributes: string
  activitySid: string
  version: number
  updatedAt: number
  statusChangedAt: number
  /** When the worker was last offered anything: the longest idle one comes first. */
  lastOfferedAt: number
  readonly channels: Map<string, WorkerChannel>
  readonly reservations: Map<string, Reservation>
}

export interface Reservation {
  readonly order: number
  readonly sid: string
  readonly task: Task
  readonly worker: Worker
  readonly createdAt: number
  status: ReservationStatus
  version: number
  updatedAt: number
  stopTimer: Cancel
}

/** Where a workflow sends a task: a queue, which of its workers may have it, and for how long (a target). */
export interface Step {
  readonly queue: TaskQueue
  /** Asked about a worker with the task beside it. */
  readonly expression: string
  readonly priority: number | undefined
  readonly timeoutSeconds: number | undefined
  /** How the one worker is known whom this step is for, and by what. The value is null where the task has none. */
  readonly known: { readonly by: 'sid' | 'friendlyName'; readonly value: string | null } | undefined
  readonly orderBy: string | undefined
  readonly skipIf: string | undefined
}

/** A task's way through a filter of its workflow. */
export interface Route {
  /** The filter's place in the workflow; after the last, the default filter. -1: a queue was given outright. */
  readonly filter: number
  steps: readonly Step[]
  readonly enteredAt: number
  /** Which step it is in. */
  at: number
  /** The step's time is up, but the task was being offered to somebody. */
  isOver: boolean
  stopTimer: Cancel
}

export interface Task {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  readonly channel: TaskChannel
  readonly workflow: Workflow | null
  readonly timeout: number
  readonly ignoreCapacity: boolean
  /** The only worker this task may go to. Nobody else gets it when that worker declines. */
  onlyWorkerSid: string | null
  /** The queue it was sent to outright. Without one its workflow decides. */
  readonly onlyQueue: TaskQueue | null
  routingTarget: string | null
  attributes: string
  status: TaskStatus
  queue: TaskQueue | null
  queueEnteredAt: number | null
  route: Route | null
  priority: number
  reason: string | null
  version: number
  updatedAt: number
  virtualStartAt: number
  stopTimer: Cancel
  readonly reservations: Map<string, Reservation>
  readonly declinedBy: Set<string>
  /** The transfer under way: the same task is on offer to somebody else. Interactions are passed on by invites instead. */
  transfer: Transfer | null
}

export type TransferStatus = 'initiated' | 'completed' | 'failed' | 'canceled'

/** A task that one worker passes on to a worker or queue while it stays the same task. */
export interface Transfer {
  readonly sid: string
  readonly mode: 'WARM' | 'COLD'
  readonly type: 'WORKER' | 'QUEUE'
  readonly toSid: string
  readonly from: Reservation
  readonly startedAt: number
  readonly declinedBy: Set<string>
  status: TransferStatus
  failedReason: string | null
  /** The latest offer made for it. */
  offered: Reservation | null
}

export interface TaskRouterEvent {
  readonly order: number
  readonly sid: string
  readonly at: number
  readonly type: string
  readonly params: Readonly<Record<string, string>>
}

export interface Workspace {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  friendlyName: string
  eventCallbackUrl: string | null
  eventsFilter: string
  defaultActivitySid: string
  timeoutActivitySid: string
  updatedAt: number
  readonly activities: Map<string, Activity>
  readonly channels: Map<string, TaskChannel>
  readonly queues: Map<string, TaskQueue>
  readonly workflows: Map<string, Workflow>
  readonly workers: Map<string, Worker>
  readonly tasks: Map<string, Task>
  readonly reservations: Map<string, Reservation>
  /** Tasks nobody has been found for yet, oldest first. */
  readonly waiting: Set<Task>
  readonly events: TaskRouterEvent[]
}

/** What other products may listen to. Flex moves agents in and out of conversations by it. */
export interface TaskRouterListener {
  readonly reservationChanged?: (workspace: Workspace, reservation: Reservation) => void
  /** Every TaskRouter event, as it is sent. `sid` is the resource's. */
  readonly happened?: (workspace: Workspace, eventType: string, sid: string) => void
}

export interface TaskRouterState {
  readonly workspaces: Map<string, Workspace>
  readonly listeners: readonly TaskRouterListener[]
}
