import type { Config } from '../config.ts'
import { resigned } from '../twilio/resigned.ts'
import { type Answer, ask } from './ask.ts'

/** Sends a webhook to the server, signed as Twilio signs it. Adds `AccountSid`. */
export function postSigned(config: Config, path: string, form: Readonly<Record<string, string>>): Promise<Answer> {
  const { PUBLIC_URL, TWILIO_ACCOUNT_SID: AccountSid, TWILIO_AUTH_TOKEN } = config
  const url = `${PUBLIC_URL}${path}`
  const body = new URLSearchParams({ AccountSid, ...form }).toString()
  const { signature } = resigned(url, body, TWILIO_AUTH_TOKEN[0] ?? '')
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature }
  return ask(url, { method: 'POST', headers, body })
}

/** Whether the server accepted a webhook. */
export const isAccepted = (answer: Answer): boolean => !('why' in answer) && answer.status === 204
