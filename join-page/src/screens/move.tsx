import { useSignal } from '@preact/signals'
import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'

/** Shown if another device has the seat: asks whether to move the call here. */
export function Move() {
  const { texts, dispatch, media } = useApp()
  const t = texts.value
  const isStaying = useSignal(false)
  const here = (
    <Button
      action="move"
      kind={isStaying.value ? 'secondary' : 'primary'}
      onClick={() => dispatch({ type: 'move.pressed' })}
    >
      {t.moveHere}
    </Button>
  )
  if (isStaying.value)
    return (
      <Card key="stay" screen="move" icon="devices" tone="good" title={t.stayTitle} lead={t.stayLead} actions={here} />
    )
  const stay = () => {
    // The camera's light must not stay on for a call that goes on elsewhere.
    media.stop()
    isStaying.value = true
  }
  const actions = (
    <>
      {here}
      <Button action="stay" onClick={stay}>
        {t.moveStay}
      </Button>
    </>
  )
  return <Card key="ask" screen="move" icon="devices" title={t.moveTitle} lead={t.moveLead} actions={actions} />
}
