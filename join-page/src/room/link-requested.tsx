import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useCommand } from './use-command.ts'

/** Tells the agent that the customer's link is dead and the customer has requested a new one. */
export function LinkRequested() {
  const { journey, texts } = useApp()
  const { send, busy } = useCommand()
  const t = texts.value
  const { server } = journey.value
  if (server?.role !== 'agent' || !server.isLinkAsked) return null
  const answer = (
    <Button
      action="send-link"
      kind="primary"
      isBusy={busy === 'resend'}
      onClick={() => void send('resend', { is: 'link-sent' })}
    >
      {t.sendLink}
    </Button>
  )
  return (
    <Notice icon="link" title={t.linkRequested} actions={answer}>
      <Announced text={t.linkRequested} />
    </Notice>
  )
}
