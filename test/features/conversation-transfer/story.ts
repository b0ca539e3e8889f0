import type { TransferTarget } from '../../../src/core/commands.ts'
import type { Assignment } from '../../../src/core/facts.ts'
import type { Event, Settings } from '../../../src/features/conversation-transfer/model.ts'
import { transferId } from '../../../src/features/conversation-transfer/names.ts'
import { anAssignment, conversationSid, sid } from '../../support/an-assignment.ts'

export const start = 1_790_000_000_000
export const id = transferId(conversationSid, start)
export const settings: Settings = {
  hasWarm: true,
  isImmediate: false,
  fallback: { queueSid: sid('WQ', 9), attempts: 1 },
  postsNotice: false,
}

export const ada: Assignment = anAssignment({ interactionSid: sid('KD', 1), channelSid: sid('UO', 1) })
export const ben: TransferTarget = { kind: 'worker', sid: sid('WK', 2), name: 'Ben', isAvailable: true }
export const support: TransferTarget = { kind: 'queue', sid: sid('WQ', 2), name: 'Support', isAvailable: true }
export const invited = sid('WT', 2)
export const bens: Assignment = anAssignment({
  taskSid: invited,
  reservationSid: sid('WR', 2),
  workerSid: ben.sid,
  identity: 'ben',
  interactionSid: sid('KD', 1),
  channelSid: sid('UO', 1),
})

const head = (name: string, seconds: number) => ({ id: name, key: conversationSid, at: start + seconds * 1000 })

export const opened = (assignment: Assignment, seconds: number): Event => ({
  ...head(`opened-${assignment.reservationSid}`, seconds),
  type: 'assignment.opened',
  assignment,
})
export const closed = (assignment: Pick<Assignment, 'taskSid'>, seconds: number, how = 'task.completed'): Event => ({
  ...head(`${how}-${assignment.taskSid}`, seconds),
  type: 'assignment.closed',
  taskSid: assignment.taskSid,
  how,
})
export const declined = (seconds: number, workerSid = ben.sid): Event => ({
  ...head(`declined-${workerSid}`, seconds),
  type: 'reservation.declined',
  taskSid: invited,
  reservationSid: sid('WR', 7),
  workerSid,
  how: 'reservation.rejected',
})
export const asked = (target = ben, mode: 'cold' | 'warm' = 'cold', seconds = 0): Event => ({
  ...head(`asked-${target.sid}-${mode}-${seconds}`, seconds),
  type: 'command.given',
  command: { type: 'transfer.start', target, mode, workerSids: [] },
  by: { workerSid: ada.workerSid },
  assignment: ada,
})
/** As the webhook makes it. */
export const typed = (mode: 'cold' | 'warm', name: string): Event => ({
  ...head(`typed-${mode}-${name}`, 0),
  type: 'command.given',
  command: { type: 'transfer.find', mode, name },
  by: { identity: ada.identity },
  assignment: ada,
  messageSid: sid('IM', 1),
})
export const cancelled = (seconds: number): Event => ({
  ...head('cancelled', seconds),
  type: 'command.given',
  command: { type: 'transfer.cancel' },
  by: { workerSid: ada.workerSid },
})
export const conversationOver = (seconds: number): Event => ({
  ...head('conversation-over', seconds),
  type: 'conversation.closed',
})
export const change = (type: Event['type'], rest: object, seconds = 1, name = `${type}-${seconds}`): Event =>
  ({ ...head(name, seconds), type, ...rest }) as Event // made by hand; the model checks it where it is decided
