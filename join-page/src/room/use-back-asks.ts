import { useEffect } from 'preact/hooks'
import { addStop, isAtStop, keepAgain } from '../server/entry.ts'
import { useRoomUi } from './room-ui.ts'

/** Asks in the place of a "Back"; undefined while nobody is in the room. */
let ask: (() => void) | undefined
let isFollowing = false

/**
 * A swipe to the side is "Back" on a phone, and would end the call without a word. In the room it opens the question of
 * "Leave" instead; afterwards it leads out of the page, as everywhere. In Flex's frame the way back is Flex's.
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
    // Also our own way forward ends here.
    if (isAtStop()) return
    if (ask) {
      history.forward()
      ask()
    } else {
      // What was kept here is from before the call.
      keepAgain()
      history.back()
    }
  })
}
