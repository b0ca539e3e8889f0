import { useLayoutEffect, useRef } from 'preact/hooks'
import { fill } from '../../../../client-shared/fill.ts'
import { useApp } from '../../app-context.ts'
import { platformOf } from '../../media/platform.ts'
import { Announced } from '../../ui/announced.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { browserNames, helpSteps, isNoticed, troubleTitles } from './help-steps.ts'
import { kindsOf, type Trouble } from './trouble.ts'

/** One problem with a device, and the steps that solve it in this browser on this system. */
export function Help({ trouble: { what, why, isTrying } }: { readonly trouble: Trouble }) {
  const { media, texts } = useApp()
  const t = texts.value
  const platform = platformOf(navigator)
  const title = fill(t[troubleTitles[why]], { what: what === 'both' ? t.cameraAndMicrophone : t[what] })
  const browser = browserNames[platform.program] ?? t.helpThisBrowser
  const again = (
    <Button action="try-again" isBusy={isTrying} onClick={() => void media.turnOn(...kindsOf(what))}>
      {t.tryAgain}
    </Button>
  )
  return (
    <div class="help" ref={useFocusKept()}>
      <Notice tone="warning" icon={what === 'microphone' ? 'mic-off' : 'camera-off'} title={title} actions={again}>
        <Steps words={helpSteps(why, platform).map((key) => fill(t[key], { browser }))} />
        {isNoticed(why, platform) && <p>{t.helpByItself}</p>}
        <Announced text={title} isUrgent={what !== 'camera'} />
      </Notice>
    </div>
  )
}

function Steps({ words }: { readonly words: readonly string[] }) {
  if (words.length === 1) return <p>{words[0]}</p>
  return (
    <ol class="help-steps">
      {words.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  )
}

/**
 * Moves the focus to the join button when the help disappears. The focus would otherwise jump to the top of the page.
 */
function useFocusKept() {
  const help = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = help.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      document.querySelector<HTMLElement>('[data-action^="join"]')?.focus()
    }
  }, [])
  return help
}
