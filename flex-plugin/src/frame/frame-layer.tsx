import * as React from 'react'
import type { App } from '../app.ts'
import { ConfirmDialog } from '../guards/confirm-dialog.tsx'
import { useValue } from '../state/use-value.ts'
import { css } from '../style.ts'
import { FrameBar } from './frame-bar.tsx'
import { usePlace } from './use-place.ts'

/** What the page needs, and nothing beyond. */
const permissions = [
  'camera',
  'microphone',
  'display-capture',
  'autoplay',
  'fullscreen',
  'picture-in-picture',
  'speaker-selection',
  'screen-wake-lock',
  'clipboard-write',
].join('; ')

/**
 * The one frame of the agent. It lives in Flex's main container, which stays when tasks and views change; a tab does not, and
 * a frame that is moved in the page loads anew. So it is never moved, only laid over the place the tab leaves for it.
 */
export function FrameLayer({ app }: { readonly app: App }) {
  useValue(app.texts)
  const room = useValue(app.room)
  const [url, task] = room.is === 'here' ? [room.url, room.task] : [undefined, undefined]
  const { isDocked, ...box } = usePlace(app.placeholder, task?.taskSid ?? '', url !== undefined)
  return (
    <>
      <style>{css}</style>
      {url && task && (
        <div className="escalate-frame" data-testid="escalate-frame" data-docked={isDocked} style={box}>
          {!isDocked && <FrameBar app={app} task={task} />}
          <iframe key={url} src={url} title={app.say('call')} allow={permissions} referrerPolicy="no-referrer" />
        </div>
      )}
      <ConfirmDialog app={app} />
    </>
  )
}
