import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useAfter } from '../ui/use-after.ts'
import { Waitmark } from '../ui/waitmark.tsx'

const slowMs = 8_000

/** Between the press on "Join" and the room. There is a way out, because networks can make this long. */
export function Joining() {
  const { texts, dispatch } = useApp()
  const t = texts.value
  const isSlow = useAfter(slowMs)
  const leave = (
    <Button action="leave" onClick={() => dispatch({ type: 'leave.pressed' })}>
      {t.leave}
    </Button>
  )
  return (
    <Card
      screen="joining"
      figure={<Waitmark />}
      title={t.joiningTitle}
      lead={isSlow ? t.joiningSlow : t.joiningLead}
      actions={leave}
    >
      {isSlow && <Announced text={t.joiningSlow} />}
    </Card>
  )
}
