import { outcomeOf, stateWord } from './announce.ts'
import type { State } from './model.ts'
import { conversationOf } from './names.ts'

/** An escalation as the agent's side may see it. No link and no token is in it. */
export type EscalationView = {
  readonly id: string
  readonly conversationSid: string
  readonly taskSid: string
  readonly state: string
  readonly startedAt: string
  readonly roomSid?: string
  readonly linkRevoked: boolean
  readonly outcome?: {
    readonly reason: string
    readonly joined: boolean
    readonly seconds: number
    readonly endedAt: string
  }
}

/** Undefined while there has been none in this conversation. */
export function viewOf({ video }: State): EscalationView | undefined {
  if (video.phase === 'idle') return undefined
  const ended = video.phase === 'ended' ? outcomeOf(video) : undefined
  return {
    id: video.id,
    conversationSid: conversationOf(video.id) ?? '',
    taskSid: video.taskSid,
    state: stateWord(video),
    startedAt: new Date(video.startedAt).toISOString(),
    ...('roomSid' in video && video.roomSid && { roomSid: video.roomSid }),
    linkRevoked: video.link.isRevoked,
    ...(ended && { outcome: { ...ended, endedAt: new Date(ended.endedAt).toISOString() } }),
  }
}
