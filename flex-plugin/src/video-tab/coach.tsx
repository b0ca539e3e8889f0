import * as React from 'react'
import type { App } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import { conversationOf, languageOf } from '../flex/tasks.ts'
import type { CoachKey } from '../texts/texts.ts'

export type CoachProps = { readonly app: App; readonly task: Task; readonly text: CoachKey }

/** A ready-made sentence in the customer's language. The agent sees it before sending and can send it once. */
export function Coach({ app, task, text }: CoachProps) {
  const [isSent, setSent] = React.useState(false)
  const [sentence, setSentence] = React.useState<string | undefined>(undefined)
  const language = languageOf(task)
  React.useEffect(() => {
    let isHere = true
    void app.sayLate(text, { language }).then((said) => isHere && setSentence(said))
    return () => {
      isHere = false
    }
  }, [app, text, language])
  if (!sentence) return null
  const send = () => {
    setSent(true)
    app.composer.send(conversationOf(task) ?? '', sentence).catch(() => setSent(false))
  }
  return (
    <div className="escalate-coach" data-testid="escalate-coach">
      <span>
        {app.say('couldWrite')} <q lang={language}>{sentence}</q>
      </span>
      <button type="button" disabled={isSent} onClick={send}>
        {app.say(isSent ? 'sent' : 'send')}
      </button>
    </div>
  )
}
