import * as React from 'react'
import type { App } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import { conversationOf } from '../flex/tasks.ts'
import { isOccupied, type Video } from '../state/model.ts'
import { useValue } from '../state/use-value.ts'

export type RoomActionsProps = { readonly app: App; readonly task: Task; readonly video: Video }

/** The buttons for a running video. */
export function RoomActions({ app, task, video }: RoomActionsProps) {
  const { commands, room, say, asking } = app
  const doing = useValue(commands.doing)[conversationOf(task) ?? '']
  const isOut = useValue(room).is === 'window'
  const end = async () => {
    const question = { title: say('endTitle'), text: say('endText'), yes: say('endYes') }
    if (!isOccupied(video) || (await asking.ask(question))) await commands.end(task)
  }
  return (
    <div className="escalate-row" data-testid="escalate-actions">
      <button type="button" disabled={isOut} onClick={() => void room.popOut(task)}>
        {say('ownWindow')}
      </button>
      {video.word !== 'live' && (
        <button
          type="button"
          disabled={doing !== undefined}
          onClick={() => void commands.resend(task, video.asksForLink)}
        >
          {say(video.asksForLink ? 'newLink' : 'resend')}
        </button>
      )}
      <button type="button" disabled={doing !== undefined} onClick={() => void end()}>
        {say('end')}
      </button>
    </div>
  )
}
