import * as React from 'react'
import type { App } from '../app.ts'
import type { TextKey } from '../texts/texts.ts'

export type CoachProps = { readonly app: App; readonly conversationSid: string; readonly text: TextKey }

/** A ready-made sentence, shown before it is sent, and sent once. */
export function Coach({ app, conversationSid, text }: CoachProps) {
  const [isSent, setSent] = React.useState(false)
  const sentence = app.say(text)
  const send = () => {
    setSent(true)
    app.composer.send(conversationSid, sentence).catch(() => setSent(false))
  }
  return (
    <div className="escalate-coach" data-testid="escalate-coach">
      <span>
        {app.say('couldWrite')} <q>{sentence}</q>
      </span>
      <button type="button" disabled={isSent} onClick={send}>
        {app.say(isSent ? 'sent' : 'send')}
      </button>
    </div>
  )
}
