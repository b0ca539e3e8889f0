import { field, textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { ourPart } from '../flex/our-part.ts'
import { type Incoming, type Transfer, transferWords } from './transfer.ts'

const onTask = (task: Task | undefined) => ourPart(task, 'transfer')

/**
 * Reads `escalate.transfer` of the task that is transferred; undefined if missing, malformed, or from a newer server.
 */
export const transferOnTask = (task: Task): Transfer | undefined => {
  const said = onTask(task)
  return readTransfer(said, textField(said, 'to'))
}

/** Reads a `TransferView` of the server. */
export const transferOfView = (view: unknown): Transfer | undefined =>
  readTransfer(view, textField(view, 'target', 'name'))

/** Reads who transferred this task, if it came by a transfer. */
export function incomingOnTask(task: Task | undefined): Incoming | undefined {
  const said = onTask(task)
  const from = textField(said, 'from')
  if (!from || field(said, 'state') !== 'incoming') return undefined
  return { mode: modeIn(said), from, note: textField(said, 'note') }
}

function readTransfer(said: unknown, to: string | undefined): Transfer | undefined {
  const id = textField(said, 'id')
  const word = transferWords.find((each) => each === field(said, 'state'))
  if (!id || !word) return undefined
  const code = field(said, 'code')
  return {
    id,
    word,
    mode: modeIn(said),
    to: to ?? '',
    why: textField(said, 'why'),
    code: typeof code === 'number' ? code : undefined,
  }
}

const modeIn = (said: unknown) => (field(said, 'mode') === 'warm' ? 'warm' : 'cold')
