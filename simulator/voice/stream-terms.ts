import { isThisMachine } from '../browsers/own-hosts.ts'

/** The problem with a stream's destination; null if there is none. */
export function destinationProblem(destination: string, allowWs: boolean): string | null {
  const parsed = URL.canParse(destination) ? new URL(destination) : undefined
  const onThisMachine = parsed !== undefined && isThisMachine(parsed.hostname)
  const secure = parsed?.protocol === 'wss:' || (parsed?.protocol === 'ws:' && allowWs && onThisMachine)
  if (!secure) return 'a wss:// address is needed'
  return destination.includes('?') ? 'no query string; use parameters instead' : null
}

/** Twilio's limit: name and value together must have fewer than 500 characters. */
export const isParameterTooLong = (name: string, value: string): boolean => name.length + value.length >= 500
