import { isThisMachine } from '../browsers/own-hosts.ts'

/** What is wrong with where a stream is to go. */
export function destinationProblem(destination: string, allowWs: boolean): string | null {
  const parsed = URL.canParse(destination) ? new URL(destination) : undefined
  const onThisMachine = parsed !== undefined && isThisMachine(parsed.hostname)
  const secure = parsed?.protocol === 'wss:' || (parsed?.protocol === 'ws:' && allowWs && onThisMachine)
  if (!secure) return 'a wss:// address is needed'
  return destination.includes('?') ? 'no query string; use parameters instead' : null
}

/** A parameter's name and its value have fewer than 500 characters together. */
export const isParameterTooLong = (name: string, value: string): boolean => name.length + value.length >= 500
