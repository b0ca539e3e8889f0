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
  /** JSON text, as given. */
  configuration: string
  taskReservationTimeout: number
  assignmentCallbackUrl: string | null
  fallbackAssignmentCallbackUrl: string | null
}

/** A worker's capacity on one task channel. */
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
  /** When the worker last got an offer. The longest idle worker gets the next one. */
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

/** One target of a workflow: a queue, which of its workers may get the task, and for how long. */
export interface Step {
  readonly queue: TaskQueue
  /** Evaluated for a worker, with the task's attributes as `task`. */
  readonly expression: string
  readonly priority: number | undefined
  readonly timeoutSeconds: number | undefined
  /** The one worker that this step is for (known agent routing). The value is null if the task does not name one. */
  readonly known: { readonly by: 'sid' | 'friendlyName'; readonly value: string | null } | undefined
  readonly orderBy: string | undefined
  readonly skipIf: string | undefined
}

/** A task's way through a filter of its workflow. */
export interface Route {
  /**
   * The filter's index in the workflow; after the last one, the default filter. -1: the task was sent straight to a
   * queue.
   */
  readonly filter: number
  steps: readonly Step[]
  readonly enteredAt: number
  /** The index of the current step. */
  at: number
  /** The step's time ran out while the task was on offer. */
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
  /** The only worker who may get this task. If that worker declines, the task is canceled. */
  onlyWorkerSid: string | null
  /** The queue that the task was sent straight to. Without one its workflow decides. */
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
  /**
   * The transfer under way: the same task is on offer to another worker. Interactions are transferred by invites
   * instead.
   */
  transfer: Transfer | null
}

export type TransferStatus = 'initiated' | 'completed' | 'failed' | 'canceled'

/** A task that one worker transfers to a worker or queue while it stays the same task. */
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
  /** The latest offer of the transfer. */
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
  /** Tasks that no worker has been found for yet, oldest first. */
  readonly waiting: Set<Task>
  readonly events: TaskRouterEvent[]
}

/** Lets other products follow TaskRouter. Flex uses it to move agents in and out of conversations. */
export interface TaskRouterListener {
  readonly reservationChanged?: (workspace: Workspace, reservation: Reservation) => void
  /** Called for every TaskRouter event that is sent. `sid` is the resource's. */
  readonly happened?: (workspace: Workspace, eventType: string, sid: string) => void
}

export interface TaskRouterState {
  readonly workspaces: Map<string, Workspace>
  readonly listeners: readonly TaskRouterListener[]
}
