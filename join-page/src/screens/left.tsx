import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Rating } from './rating.tsx'

/** Shown after leaving: a way back while there is a call to go back to, and the rating. */
export function Left() {
  const { texts, journey, dispatch } = useApp()
  const t = texts.value
  const { server, hasJoined } = journey.value
  const isOpen = server?.link === 'open'
  // A customer who left the waiting room may wait again, because the room opens when the agent comes.
  const canReturn = isOpen && (server.isRoomOpen || !hasJoined)
  const ownLead = canReturn ? t.leftAgentLead : t.closeTab
  const leads = { agent: ownLead, supervisor: ownLead, customer: customerLead() }
  function customerLead() {
    if (!hasJoined) return t.leftLeadBefore
    return canReturn ? t.leftLeadRejoin : t.leftLead
  }
  const back = canReturn && (
    <Button action="rejoin" icon="arrow" onClick={() => dispatch({ type: 'rejoin.pressed' })}>
      {hasJoined ? t.rejoin : t.goBackIn}
    </Button>
  )
  return (
    <Card
      screen="left"
      icon="phone-down"
      tone="quiet"
      title={t.leftTitle}
      lead={leads[server?.role ?? 'customer']}
      actions={back || undefined}
    >
      <Rating />
    </Card>
  )
}
