import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'

/**
 * Copies the page's link, which is not in the address bar. Shows it for copying by hand if the clipboard is blocked.
 */
export function CopyLink({ kind = 'secondary' }: { readonly kind?: 'primary' | 'secondary' }) {
  const { texts, link, announce } = useApp()
  const t = texts.value
  const id = useId()
  const outcome = useSignal<'not-yet' | 'copied' | 'closed'>('not-yet')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      outcome.value = 'copied'
      announce(t.linkCopied)
    } catch {
      // Blocked or missing, as in most in-app browsers and on pages without https.
      outcome.value = 'closed'
    }
  }
  if (outcome.value === 'closed')
    return (
      <div class="field">
        <label class="field-label" for={id}>
          {t.copyByHand}
        </label>
        <input
          id={id}
          class="field-control"
          readOnly
          value={link}
          ref={takeFocus}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </div>
    )
  return (
    <Button action="copy-link" kind={kind} icon={outcome.value === 'copied' ? 'check' : 'copy'} onClick={copy}>
      {outcome.value === 'copied' ? t.linkCopied : t.copyLink}
    </Button>
  )
}

// The same function in every render, because Preact calls each new one.
const takeFocus = (input: HTMLInputElement | null) => input?.focus()
