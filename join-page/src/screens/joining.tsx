import { useApp } from '../app-context.ts'
import { useIsBlocked } from '../network/use-is-blocked.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useAfter } from '../ui/use-after.ts'
import { Waitmark } from '../ui/waitmark.tsx'

const slowMs = 8_000

/** Shown after "Join" and while coming back. Has a "Leave" button, because a bad network can make this long. */
export function Joining() {
  const { journey, texts, dispatch } = useApp()
  const t = texts.value
  const isSlow = useAfter(slowMs)
  const isBack = journey.value.tries > 0
  const isBlocked = useIsBlocked()
  const slow = isBlocked ? t.networkBlockedHint : isBack ? t.reconnectingLong : t.joiningSlow
  const leave = (
    <Button action="leave" onClick={() => dispatch({ type: 'leave.pressed' })}>
      {t.leave}
    </Button>
  )
  return (
    <Card
      screen="joining"
      figure={<Waitmark />}
      title={isBlocked ? t.networkBlocked : isBack ? t.reconnectingTitle : t.joiningTitle}
      lead={isSlow || isBlocked ? slow : isBack ? t.comingBackLead : t.joiningLead}
      actions={leave}
    >
      {isSlow && <Announced text={slow} />}
    </Card>
  )
}
