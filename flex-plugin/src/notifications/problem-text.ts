import type { Task } from '../flex/flex.ts'
import { conversationOf, nameOf } from '../flex/tasks.ts'
import type { Problem } from '../server/problem.ts'
import type { Value } from '../state/value.ts'
import type { TextKey } from '../texts/texts.ts'
import type { Words } from '../texts/words.ts'

/** Explains a refusal in the agent's language. The server's own sentence is English and never shown. */
export type Why = (problem: Problem) => Promise<string>

/** Codes that share a text with other parts of the plugin. All others have a `refused…` text in the late texts. */
export const known: Readonly<Record<string, TextKey>> = {
  'no-connection': 'noConnection',
  unavailable: 'noConnection',
  'too-slow': 'tooSlow',
  'bad-answer': 'badAnswer',
  'bad-token': 'signedOut',
  'no-token': 'signedOut',
  'no-video': 'nothingHere',
  'unknown-escalation': 'nothingHere',
  'unknown-transfer': 'noTransfer',
  ended: 'ended',
  'unknown-command': 'commandOff',
  'transfers-off': 'commandOff',
  'warm-off': 'commandOff',
}

/** Codes that use the text of another code. */
export const like: Readonly<Record<string, string>> = { 'unknown-task': 'task-closed', 'note-markup': 'note-too-long' }

/** Creates `why`. Names the other task if the agent already has a video there. */
export function whyWith({ say, sayLate }: Pick<Words, 'say' | 'sayLate'>, tasks: Value<readonly Task[]>): Why {
  return async ({ code, taskSid, name = '', found = [] }) => {
    if (code === 'agent-busy') {
      const other = tasks.get().find((each) => each.taskSid === taskSid || conversationOf(each) === taskSid)
      const called = taskSid && nameOf(other)
      return called ? say('busyWith', { name: called }) : say('busyElsewhere')
    }
    const key = known[code]
    const text = key ? say(key) : await sayLate(lateKey(like[code] ?? code), { values: { name } })
    return [text ?? say('didNotWork'), found.join(' · ')].filter(Boolean).join(' ')
  }
}

/** `not-your-task` becomes `refusedNotYourTask`. */
export const lateKey = (code: string): string =>
  `refused-${code}`.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
