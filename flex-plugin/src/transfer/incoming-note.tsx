import * as React from 'react'
import type { WithTask } from '../app.ts'
import { readTask } from '../flex/tasks.ts'
import { incomingOnTask } from '../state/read-transfer.ts'
import { useValue } from '../state/use-value.ts'
import { incomingText } from './incoming-text.ts'

/** Shows who transferred the conversation, with their note. */
export function IncomingNote({ app, task, testId }: WithTask & { readonly testId: string }) {
  useValue(app.texts)
  const incoming = incomingOnTask(readTask(task))
  if (!incoming) return null
  return (
    <p className="escalate-asks" data-testid={testId}>
      {incomingText(incoming, app.say)}
    </p>
  )
}
