import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useAfter } from '../ui/use-after.ts'
import { Waitmark } from '../ui/waitmark.tsx'

const slowMs = 8_000

/** Shown until the first state from the server. It is rarely seen, because the state usually comes with the page. */
export function Loading() {
  const t = useApp().texts.value
  const isSlow = useAfter(slowMs)
  const again = isSlow && (
    <Button action="retry" kind="primary" onClick={() => location.reload()}>
      {t.tryAgain}
    </Button>
  )
  return (
    <Card
      screen="loading"
      figure={<Waitmark />}
      title={t.loadingTitle}
      lead={isSlow && t.loadingSlow}
      actions={again || undefined}
    >
      {isSlow && <Announced text={t.loadingSlow} />}
    </Card>
  )
}
