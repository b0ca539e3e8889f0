import { useEffect, useState } from 'react'
import type { App } from '../app.ts'
import { plainStart } from './plain.ts'

/** The draft as Flex stores it. Renders again only when the draft begins with a slash, or did before. */
export function useDraft({ manager, composer }: Pick<App, 'manager' | 'composer'>, conversationSid: string): string {
  const [draft, show] = useState('')
  useEffect(() => {
    const look = () => {
      const text = composer.draft(conversationSid)
      show(plainStart(text).startsWith('/') ? text : '')
    }
    look()
    return manager.store.subscribe(look)
  }, [manager, composer, conversationSid])
  return draft
}
