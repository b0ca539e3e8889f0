import { useEffect } from 'preact/hooks'
import { addStop, isAtStop, keepAgain } from '../server/entry.ts'
import { useRoomUi } from './room-ui.ts'

/** Opens the question instead of going back; undefined outside the room. */
let ask: (() => void) | undefined
let isFollowing = false

/**
 * Asks before "Back" leaves the room. A swipe to the side is "Back" on a phone and would end the call without warning.
 * In the room it opens the dialog of "Leave" instead; after the call it leaves the page as usual. In Flex's frame
 * "Back" belongs to Flex.
 */
export function useBackAsks(): void {
  const { dialog } = useRoomUi()
  useEffect(() => {
    if (window.parent !== window) return
    ask = () => {
      dialog.value = 'leave'
    }
    follow()
    return () => {
      ask = undefined
    }
  }, [])
}

function follow(): void {
  if (!isAtStop()) addStop()
  if (isFollowing) return
  isFollowing = true
  addEventListener('popstate', () => {
    // The page's own `history.forward()` also causes this event.
    if (isAtStop()) return
    if (ask) {
      history.forward()
      ask()
    } else {
      // This history entry still has the state from before the call.
      keepAgain()
      history.back()
    }
  })
}
