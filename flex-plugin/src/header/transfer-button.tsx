import * as React from 'react'
import type { WithTask } from '../app.ts'
import { isAssigned, isChat, readTask } from '../flex/tasks.ts'
import { isCalling, isPending } from '../state/transfer.ts'
import { useValue } from '../state/use-value.ts'
import { transferText } from '../transfer/transfer-text.ts'
import { areOthers } from '../transfer/whose-transfers.ts'
import { TransferIcon } from './transfer-icon.tsx'

/**
 * "Transfer" next to "Switch to video": opens Flex's directory, or cancels a pending transfer. Where Flex or another
 * plugin transfers chats, they have a button of their own to start one, so this one only cancels.
 */
export function TransferButton({ app, task: given }: WithTask) {
  const { flex, say, transfers, transferCommands } = app
  const isBusy = useValue(transferCommands.busy).includes(readTask(given)?.taskSid ?? '')
  useValue(app.texts)
  useValue(transfers)
  const task = readTask(given)
  if (!task || !isChat(task) || !isAssigned(task)) return null
  const transfer = transfers.of(task)
  if (areOthers(app) && !isPending(transfer)) return null
  const isAsking = isCalling(transfer)
  const title = isPending(transfer)
    ? `${transferText(transfer, say)}${isAsking ? ` ${say('transferCancel')}` : ''}`
    : say('transfer')
  const press = () => void (isAsking ? transferCommands.cancel(task) : transferCommands.choose(task))
  return (
    <span
      className="escalate-button"
      data-testid="escalate-transfer"
      data-word={transfer?.word}
      aria-busy={isBusy || isPending(transfer)}
    >
      <flex.IconButton
        icon={<TransferIcon isCalling={isAsking} />}
        title={title}
        aria-label={title}
        variant={isAsking ? 'primary' : 'secondary'}
        disabled={isBusy || transfer?.word === 'accepted'}
        onClick={press}
      />
    </span>
  )
}
