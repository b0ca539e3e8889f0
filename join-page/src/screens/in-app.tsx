import { fill } from '../../../client-shared/fill.ts'
import { useApp } from '../app-context.ts'
import type { Texts } from '../texts/texts.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CopyLink } from './copy-link.tsx'
import { chromeIntent, type WayOut, wayOut } from './way-out.ts'

const menus: Readonly<Record<WayOut['menu'], keyof Texts>> = {
  top: 'gateMenuTop',
  bottom: 'gateMenuBottom',
  somewhere: 'gateMenuAny',
}

/** Explains how to leave an in-app browser, in which the camera mostly does not work. */
export function InApp() {
  const { texts, dispatch, link } = useApp()
  const t = texts.value
  const { app, browser, menu, isAndroid } = wayOut(navigator)
  const actions = (
    <>
      {isAndroid && (
        <Button
          action="open-in-browser"
          kind="primary"
          icon="pop-out"
          onClick={() => location.assign(chromeIntent(link))}
        >
          {fill(t.gateOpenIn, { browser })}
        </Button>
      )}
      <CopyLink kind={isAndroid ? 'secondary' : 'primary'} />
      <Button action="continue" kind="quiet" onClick={() => dispatch({ type: 'gate.passed' })}>
        {t.gateAnyway}
      </Button>
    </>
  )
  return (
    <Card
      screen="gate"
      icon="pop-out"
      title={fill(t.gateInAppTitle, { browser })}
      lead={app ? fill(t.gateInAppLead, { app }) : t.gateInAppLeadUnknown}
      actions={actions}
    >
      <ol class="steps">
        <li>{t[menus[menu]]}</li>
        <li>{fill(t.gateChoose, { browser })}</li>
        <li>{t.gateThere}</li>
      </ol>
      <p class="aside">{fill(t.gateOr, { browser })}</p>
    </Card>
  )
}
