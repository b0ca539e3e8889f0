import type { App } from '../app.ts'
import { conversationIn } from './composer.ts'
import { plainStart } from './plain.ts'

/**
 * Nobody is told that the agent types a command. Flex notes the text before it tells of the typing, and takes a refused
 * notice for one that was sent already.
 */
export function quietTyping({ flex, composer }: Pick<App, 'flex' | 'composer'>): void {
  flex.Actions.addListener('beforeSendTyping', (payload, abort) => {
    const key = conversationIn(payload)
    if (key && plainStart(composer.draft(key)).startsWith('/')) abort()
  })
}
