import * as React from 'react'
import type { App } from '../app.ts'
import { conversationIn } from '../composer/composer.ts'
import { conversationOf, isAssigned } from '../flex/tasks.ts'
import { isOver } from '../state/model.ts'
import { useValue } from '../state/use-value.ts'
import type { Declines } from './decline.ts'
import { requestOnTask } from './read-request.ts'

export type RequestNoticeProps = {
  readonly app: Pick<App, 'commands' | 'say' | 'tasks' | 'texts' | 'videos'>
  readonly declines: Declines
  readonly conversationSid?: string
  readonly conversation?: unknown
}

/** "The customer asks for video", above the message field, where the agent reads the message. Hidden during a video. */
export function RequestNotice({ app, declines, ...props }: RequestNoticeProps) {
  const { commands, say, videos } = app
  const key = conversationIn(props) ?? ''
  const doing = useValue(commands.doing)[key]
  const declined = useValue(declines.declined)
  useValue(app.texts)
  useValue(videos)
  const task = useValue(app.tasks).find((each) => conversationOf(each) === key && isAssigned(each))
  const id = requestOnTask(task)
  if (!task || !id || declined.includes(id) || !isOver(videos.of(task))) return null
  return (
    <section className="escalate-request" aria-label={say('asksForVideo')} data-testid="escalate-request">
      <span role="status">{say('asksForVideo')}</span>
      <span className="escalate-row">
        <button
          type="button"
          className="escalate-yes"
          disabled={doing !== undefined}
          onClick={() => void commands.start(task)}
        >
          {say('inviteToVideo')}
        </button>
        <button type="button" disabled={doing !== undefined} onClick={() => void declines.decline(id)}>
          {say('declineVideo')}
        </button>
      </span>
    </section>
  )
}
