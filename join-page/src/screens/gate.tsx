import { useApp } from '../app-context.ts'
import type { Browser } from '../journey/model.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CopyLink } from './copy-link.tsx'
import { InApp } from './in-app.tsx'

/** Says what this browser cannot do, and how to get to one that can. */
export function Gate({ browser }: { readonly browser: Exclude<Browser, 'good'> }) {
  switch (browser) {
    case 'in-app':
      return <InApp />
    case 'old':
      return <Old />
    case 'unsupported':
      return <Unsupported />
    case 'insecure':
      return <Insecure />
  }
}

function Old() {
  const { texts, dispatch } = useApp()
  const t = texts.value
  const actions = (
    <>
      <Button action="continue" kind="primary" onClick={() => dispatch({ type: 'gate.passed' })}>
        {t.gateOldContinue}
      </Button>
      <CopyLink />
    </>
  )
  return (
    <Card screen="gate" icon="warning" tone="warning" title={t.gateOldTitle} lead={t.gateOldLead} actions={actions} />
  )
}

function Unsupported() {
  const t = useApp().texts.value
  return (
    <Card
      screen="gate"
      icon="camera-off"
      tone="warning"
      title={t.gateUnsupportedTitle}
      lead={t.gateUnsupportedLead}
      actions={<CopyLink kind="primary" />}
      footnote={t.gateNoWay}
    >
      <ul class="bullets">
        <li>{t.gateUnsupportedPhone}</li>
        <li>{t.gateUnsupportedAndroid}</li>
        <li>{t.gateUnsupportedComputer}</li>
      </ul>
    </Card>
  )
}

/** Browsers give access to cameras only over https. */
function Insecure() {
  const { texts, link } = useApp()
  const t = texts.value
  const actions = (
    <Button action="continue" kind="primary" onClick={() => location.assign(link.replace(/^http:/, 'https:'))}>
      {t.gateInsecureOpen}
    </Button>
  )
  return (
    <Card
      screen="gate"
      icon="lock"
      tone="warning"
      title={t.gateInsecureTitle}
      lead={t.gateInsecureLead}
      actions={actions}
    />
  )
}
