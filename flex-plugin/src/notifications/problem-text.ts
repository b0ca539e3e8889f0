import type { Task } from '../flex/flex.ts'
import { conversationOf, nameOf } from '../flex/tasks.ts'
import type { Problem } from '../server/problem.ts'
import type { TextKey } from '../texts/texts.ts'
import type { Say } from '../texts/words.ts'

const known: Readonly<Record<string, TextKey>> = {
  'no-connection': 'noConnection',
  'too-slow': 'tooSlow',
  'bad-answer': 'badAnswer',
  'bad-token': 'signedOut',
  'no-token': 'signedOut',
  'no-video': 'nothingHere',
}

/** What was refused, for the agent to read: in their language where we know the reason, else as the server says it. */
export function problemText({ code, message }: Problem, say: Say, tasks: readonly Task[]): string {
  if (code === 'agent-busy') {
    const [sid] = /\b(?:WT|CH)[0-9a-f]{32}\b/i.exec(message) ?? []
    const name = nameOf(tasks.find((each) => each.taskSid === sid || conversationOf(each) === sid))
    return name ? say('busyWith', { name }) : say('busyElsewhere')
  }
  const key = known[code]
  return key ? say(key) : message
}
