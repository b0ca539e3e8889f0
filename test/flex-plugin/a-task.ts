import type { Task } from '../../flex-plugin/src/flex/flex.ts'
import type { Video, Word } from '../../flex-plugin/src/state/model.ts'

const hex = (n: number) => n.toString(16).padStart(32, '0')
export const conversation = (n = 1) => `CH${hex(n)}`

/** A chat of Flex Conversations that its agent works on. */
export function aTask(n = 1, { escalate, ...rest }: Record<string, unknown> = {}): Task {
  return {
    sid: `WR${hex(n)}`,
    taskSid: `WT${hex(n)}`,
    status: 'accepted',
    taskChannelUniqueName: 'chat',
    attributes: {
      conversationSid: conversation(n),
      flexInteractionSid: `KD${hex(n)}`,
      flexInteractionChannelSid: `UO${hex(n)}`,
      customerName: `Customer ${n}`,
      ...(escalate !== undefined && { escalate }),
    },
    ...rest,
  }
}

export const idOf = (n = 1, start = 'm1') => `esc-${hex(n)}-${start}`

export const aVideo = (word: Word, more: Partial<Video> = {}): Video => ({
  id: idOf(),
  word,
  asksForLink: false,
  ...more,
})

/** The server's view (src/features/video-escalation/view.ts). */
export const aView = (state: string, n = 1, more: object = {}) => ({
  id: idOf(n),
  conversationSid: conversation(n),
  taskSid: `WT${hex(n)}`,
  state,
  startedAt: '2026-11-21T10:00:00.000Z',
  linkRevoked: false,
  asksForLink: false,
  recording: false,
  ...more,
})

export const transferId = (start = 'm1') => `tr-${hex(1)}-${start}`

/** The server's view (src/features/conversation-transfer/view.ts). */
export const aTransfer = (state: string, more: object = {}) => ({
  id: transferId(),
  conversationSid: conversation(),
  taskSid: `WT${hex(1)}`,
  mode: 'cold',
  state,
  target: { kind: 'worker', sid: `WK${hex(9)}`, name: 'Ben' },
  startedAt: '2026-11-21T10:00:00.000Z',
  ...more,
})
