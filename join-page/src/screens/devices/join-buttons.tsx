import { useApp } from '../../app-context.ts'
import { Button } from '../../ui/button.tsx'
import { type WayIn, waysIn } from './ways-in.ts'

/** The buttons into the call. Where a recording is possible, pressing one is the consent that stands beside it. */
export function JoinButtons() {
  const { journey, dispatch, media, texts } = useApp()
  const isConsenting = journey.value.server?.mayRecord === true || journey.value.notice === 'consent-needed'
  const join = (action: WayIn['action']) => {
    // Also one that the browser is still asking about: its late answer must not bring the picture after all.
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
