import { useSignal } from '@preact/signals'
import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

type Asking = 'not-yet' | 'on-its-way' | 'sent' | 'nobody' | 'failed'

/** Lets the customer replace a dead link. The agent sees the request, and the new link arrives in the chat. */
export function AskLink() {
  const { texts, journey, api } = useApp()
  const t = texts.value
  const { server, hasJoined } = journey.value
  // A customer who comes back to the page sees that the request was sent.
  const asking = useSignal<Asking>(server?.isLinkAsked ? 'sent' : 'not-yet')
  const hasAsked = useSignal(false)
  const ask = async () => {
    hasAsked.value = true
    asking.value = 'on-its-way'
    const answer = await api.askForLink()
    if (answer.ok) asking.value = 'sent'
    else asking.value = answer.problem.code === 'nobody-there' ? 'nobody' : 'failed'
  }
  if (asking.value === 'sent')
    return (
      <Notice tone="good" title={t.linkRequestedTitle} takesFocus={hasAsked.value}>
        {t.linkRequestedLead}
        <Announced text={`${t.linkRequestedTitle}. ${t.linkRequestedLead}`} />
      </Notice>
    )
  if (asking.value === 'nobody')
    return (
      <Notice icon="chat" takesFocus>
        {t.askNobody}
        <Announced text={t.askNobody} />
      </Notice>
    )
  return (
    <>
      {asking.value === 'failed' && (
        <Notice tone="error">
          {t.askFailed}
          <Announced text={t.askFailed} isUrgent />
        </Notice>
      )}
      <Button
        action="ask-link"
        kind={hasJoined ? 'quiet' : 'primary'}
        isBusy={asking.value === 'on-its-way'}
        onClick={ask}
      >
        {t.askLink}
      </Button>
    </>
  )
}
