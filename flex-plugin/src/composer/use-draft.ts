import { useEffect, useState } from 'react'
import type { App } from '../app.ts'
import { plainStart } from './plain.ts'

/** The draft as Flex notes it; drawn anew only when it begins with a slash, or did. */
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
