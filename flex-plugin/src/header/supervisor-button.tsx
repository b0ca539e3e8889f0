import * as React from 'react'
import type { App } from '../app.ts'
import { useValue } from '../state/use-value.ts'
import { SupervisorIcon } from './supervisor-icon.tsx'

/** A button for supervisors in Flex's main header. Opens the supervisor page, signed in with their Flex token. */
export function SupervisorButton({
  app,
}: {
  readonly app: Pick<App, 'flex' | 'manager' | 'settings' | 'say' | 'texts'>
}) {
  const { flex, manager, settings, say } = app
  useValue(app.texts)
  const title = say('supervision')
  // A fragment goes to no server, and the page removes it from its address at once.
  const press = () => {
    const token = encodeURIComponent(manager.user.token)
    window.open(`${settings.server}/supervisor#token=${token}`, '_blank', 'noopener,noreferrer')
  }
  return (
    <span className="escalate-button" data-testid="escalate-supervisor">
      <flex.IconButton icon={<SupervisorIcon />} title={title} aria-label={title} variant="secondary" onClick={press} />
    </span>
  )
}
