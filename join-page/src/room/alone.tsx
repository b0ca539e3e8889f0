import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Filled } from '../ui/filled.tsx'
import { ParticipantName } from './names.tsx'
import { Presence } from './presence.tsx'
import { presenceOf } from './presence-of.ts'
import { useCommand } from './use-command.ts'

/** Shown while nobody else is in the room: who is expected, and that there is nothing to do. */
export function Alone() {
  const { journey, texts } = useApp()
  const t = texts.value
  const { server } = journey.value
  const isLost = server?.isLost === true
  if (server?.role === 'agent')
    return (
      <div class="alone">
        <span class="alone-pulse" aria-hidden="true" />
        <p class="alone-title">{isLost ? t.customerGoneTitle : t.waitingForCustomer}</p>
        {isLost ? <p>{t.customerGoneLead}</p> : <Presence />}
        {(isLost || presenceOf(server).offersLink) && <Resend />}
      </div>
    )
  if (server?.role === 'supervisor')
    return (
      <div class="alone">
        <p class="alone-title">{t.nobodyInCall}</p>
      </div>
    )
  // The banner above says who is coming.
  if (server?.connecting)
    return (
      <div class="alone">
        <span class="alone-pulse" aria-hidden="true" />
      </div>
    )
  const name = <ParticipantName of={{ role: 'agent' }} instead={isLost ? undefined : t.theAgent} />
  return (
    <div class="alone">
      <span class="alone-pulse" aria-hidden="true" />
      <p class="alone-title">
        <Filled text={isLost ? t.agentGoneTitle : t.waitingForAgent} values={{ name }} />
      </p>
      <p>{isLost ? t.agentGoneLead : t.waitingForAgentLead}</p>
    </div>
  )
}

function Resend() {
  const { texts } = useApp()
  const { send, busy } = useCommand()
  const press = () => void send('resend', { is: 'link-sent' })
  return (
    <Button action="resend" icon="link" isBusy={busy === 'resend'} onClick={press}>
      {texts.value.resend}
    </Button>
  )
}
