import * as React from 'react'
import type { App } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import { useValue } from '../state/use-value.ts'

/** The bar above the small frame: a button back to the task, and one to close the frame while no call is live. */
export function FrameBar({ app, task }: { readonly app: App; readonly task: Task }) {
  useValue(app.videos)
  const { say, room, videos } = app
  return (
    <div className="escalate-bar">
      <button type="button" data-testid="escalate-back" onClick={() => room.goTo(task)}>
        {say('toTheRoom')}
      </button>
      {videos.of(task)?.word !== 'live' && (
        <button type="button" data-testid="escalate-close" onClick={room.close}>
          {say('close')}
        </button>
      )}
    </div>
  )
}
