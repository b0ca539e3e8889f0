import { useApp } from '../../app-context.ts'
import { Button } from '../../ui/button.tsx'
import { type WayIn, waysIn } from './ways-in.ts'

/**
 * The buttons for joining. If the call may be recorded, a press also gives the consent that is written next to them.
 */
export function JoinButtons() {
  const { journey, dispatch, media, texts } = useApp()
  const isConsenting = journey.value.server?.mayRecord === true || journey.value.notice === 'consent-needed'
  const join = (action: WayIn['action']) => {
    // Also cancels an open prompt, whose late answer must not turn the camera on.
    if (action === 'join-without-camera') media.turnOff('camera')
    dispatch({ type: 'join.pressed', isConsenting })
  }
  return (
    <div class="join-buttons">
      {waysIn(media.camera.value, media.microphone.value).map(({ action, label }, place) => (
        <Button
          key={place}
          action={action}
          kind={place === 0 ? 'primary' : 'secondary'}
          {...(isConsenting && { describedBy: 'record-notice' })}
          onClick={() => join(action)}
        >
          {texts.value[label]}
        </Button>
      ))}
    </div>
  )
}
