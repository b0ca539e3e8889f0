import type { App } from '../app.ts'
import { conversationIn } from './composer.ts'
import { plainStart } from './plain.ts'

/**
 * Sends no typing indicator while the agent types a command. Flex stores the text before it sends the indicator, and
 * treats an aborted indicator as sent.
 */
export function quietTyping({ flex, composer }: Pick<App, 'flex' | 'composer'>): void {
  flex.Actions.addListener('beforeSendTyping', (payload, abort) => {
    const key = conversationIn(payload)
    if (key && plainStart(composer.draft(key)).startsWith('/')) abort()
  })
}
