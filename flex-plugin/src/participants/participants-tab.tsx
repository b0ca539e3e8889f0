import * as React from 'react'
import type { App, WithTask } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import { isAssigned, isChat, readTask } from '../flex/tasks.ts'
import { isCalling, isPending } from '../state/transfer.ts'
import { useValue } from '../state/use-value.ts'
import { IncomingNote } from '../transfer/incoming-note.tsx'
import { transferText } from '../transfer/transfer-text.ts'
import { ParticipantsList } from './participants-list.tsx'
import { useParticipants } from './use-participants.ts'

export const participantsTab = 'escalate-people'

/** "People": where the conversation came from, who is in it, and the target of a pending transfer. */
export function ParticipantsTab({ app, task: given }: WithTask) {
  const task = readTask(given)
  return task && isChat(task) && isAssigned(task) ? <Participants app={app} task={task} /> : null
}

function Participants({ app, task }: { readonly app: App; readonly task: Task }) {
  const { say, transfers, transferCommands } = app
  useValue(app.texts)
  const place = React.useRef<HTMLElement>(null)
  const { view, isAway, look, show } = useParticipants(app, task, place)
  const isBusy = useValue(transferCommands.busy).includes(task.taskSid)
  const own = transfers.of(task)
  // A colleague's invite is only in the list, and only the colleague may cancel it.
  const transfer = own ?? view?.transfer
  const remove = (participantSid: string) =>
    void transferCommands.remove(task, participantSid).then((now) => (now ? show(now) : look()))
  return (
    <section ref={place} className="escalate-tab" aria-label={say('people')} data-testid="escalate-people">
      <IncomingNote app={app} task={task} testId="escalate-incoming" />
      <p className="escalate-word" role="status" data-testid="escalate-transfer-word">
        {transfer ? transferText(transfer, say) : ''}
      </p>
      {isAway && <p role="alert">{say('peopleAway')}</p>}
      {view && <ParticipantsList app={app} participants={view.participants} isBusy={isBusy} remove={remove} />}
      <div className="escalate-row">
        {isCalling(own) && (
          <button type="button" disabled={isBusy} onClick={() => void transferCommands.cancel(task)}>
            {say('transferCancel')}
          </button>
        )}
        {!isPending(transfer) && (
          <button type="button" disabled={isBusy} onClick={() => void transferCommands.choose(task)}>
            {say('transfer')}
          </button>
        )}
        {view?.mayLeave && !isCalling(own) && (
          <button type="button" disabled={isBusy} onClick={() => void transferCommands.leave(task)}>
            {say('leave')}
          </button>
        )}
        {isAway && (
          <button type="button" onClick={() => void look()}>
            {say('tryAgain')}
          </button>
        )}
      </div>
    </section>
  )
}
