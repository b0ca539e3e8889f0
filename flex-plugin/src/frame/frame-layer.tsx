import * as React from 'react'
import type { App } from '../app.ts'
import { ConfirmDialog } from '../guards/confirm-dialog.tsx'
import { useValue } from '../state/use-value.ts'
import { css } from '../style.ts'
import { FrameBar } from './frame-bar.tsx'
import { usePlace } from './use-place.ts'

/** Only the permissions that the page needs. */
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
 * The agent's only frame. It stays in Flex's main container, which survives a change of task or view; a tab does not. A
 * frame that is moved in the page reloads, so this one is never moved, only positioned over the placeholder in the tab.
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
