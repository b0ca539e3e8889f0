import * as React from 'react'
import type { App } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import type { Video } from '../state/model.ts'
import { useValue } from '../state/use-value.ts'

export type RoomPlaceProps = { readonly app: App; readonly task: Task; readonly video: Video }

/** The placeholder of the call, which the frame is positioned over. */
export function RoomPlace({ app, task, video }: RoomPlaceProps) {
  const { room, say, placeholder } = app
  const at = useValue(room)
  const own = React.useRef<HTMLDivElement>(null)
  React.useEffect(() => {
    const element = own.current
    Object.assign(placeholder, { element, taskSid: task.taskSid })
    return () => void (placeholder.element === element && Object.assign(placeholder, { element: null }))
  }, [placeholder, task.taskSid])
  // The two have met, so there is a call to go back to.
  const hasBegun = video.word === 'live' || video.word === 'lost'
  const is = at.is !== 'closed' && at.id === video.id ? at.is : 'closed'
  return (
    <div ref={own} className="escalate-place" data-testid="escalate-place" data-room={is}>
      {is === 'window' && <p>{say('inWindow')}</p>}
      {is !== 'here' && (
        <button
          type="button"
          className="escalate-yes"
          data-testid="escalate-join"
          disabled={is === 'opening'}
          onClick={() => void room.open(task, is === 'window')}
        >
          {say(is === 'opening' ? 'opening' : is === 'window' ? 'bringBack' : hasBegun ? 'rejoin' : 'join')}
        </button>
      )}
    </div>
  )
}
