import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'

/** Copies the page's address, which is nowhere to be seen. Where the clipboard is closed, it is shown to be copied by hand. */
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
      // Not allowed, or not there at all, as in most windows inside other apps and on unprotected pages.
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

// One function for all renderings: Preact calls a new one each time.
const takeFocus = (input: HTMLInputElement | null) => input?.focus()
