import { fill } from '../../../client-shared/fill.ts'
import type { Texts } from '../texts/texts.ts'

/** Reasons for a refused command, by the server's code (webhooks/problem.ts). */
export const refusals: Readonly<Record<string, keyof Texts>> = {
  'no-consent': 'refusedConsent',
  'not-allowed': 'refusedRecording',
  'not-here': 'refusedNotHere',
  'not-your-task': 'refusedNotYours',
  'handed-over': 'handedOver',
  ended: 'refusedEnded',
  'no-video': 'refusedEnded',
  'agent-busy': 'refusedBusy',
  'too-many-tries': 'refusedTries',
  'no-connection': 'deadConnectionLead',
}

/** The text for a refusal. The server's own sentence is English and never shown. */
export function refusalText(code: string, t: Texts): string {
  const key = refusals[code]
  return key ? fill(t.commandFailed, { reason: t[key] }) : t.commandFailedOther
}
