import { conversationOrRefuse } from '../escalations.ts'
import { Refused } from '../problem.ts'
import type { JoinDeps } from './deps.ts'
import type { LinkWord, PageState } from './page-state.ts'
import { shown } from './shown.ts'
import { linkWord, type Visitor } from './visitor.ts'

type Deps = Pick<JoinDeps, 'escalations' | 'linkTtlMs' | 'mayRecord'>

/** What one visitor's page shows now. `locale`: of the conversation, where the agent's side knows it. */
export async function stateFor(
  { escalations, linkTtlMs, mayRecord }: Deps,
  visitor: Visitor,
  device = '',
): Promise<{ readonly state: PageState; readonly locale: string | undefined }> {
  const record = await escalations.ofConversation(conversationOrRefuse(visitor.escalationId))
  const link = linkWord(visitor, record, linkTtlMs)
  const locale = record.video.phase === 'idle' ? undefined : record.video.locale
  return { state: shown(visitor, record, { link, device, mayRecord }), locale }
}

const words: Readonly<Record<Exclude<LinkWord, 'open'>, string>> = {
  ended: 'This video call has ended.',
  revoked: 'This link was replaced by a newer one.',
  expired: 'This link has expired.',
  removed: 'The agent has ended your part of this call.',
  'handed-over': 'You handed this conversation over.',
}

/** @throws Refused 410 for a link that is worth nothing any more, 403 for somebody who was put out or has handed over */
export function openOrRefuse({ link }: PageState): void {
  if (link !== 'open') throw new Refused(link === 'removed' || link === 'handed-over' ? 403 : 410, link, words[link])
}
