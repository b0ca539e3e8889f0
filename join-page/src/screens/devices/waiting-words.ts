import type { PageState } from '../../../../webhooks/join/page-state.ts'
import type { Texts } from '../../texts/texts.ts'

type Server = Pick<PageState, 'role' | 'agentName' | 'connecting' | 'isLost'>
type Words = {
  readonly title: keyof Texts
  readonly lead: keyof Texts
  /** Whether the words differ from those at the start of the wait. */
  readonly isAnnounced: boolean
}

/** Picks the words for the wait. A wait for somebody who was there before has other words. */
export function waitingWords(server: Server | undefined): Words {
  const { role, agentName, connecting, isLost } = server ?? {}
  if (role === 'agent') return { title: 'waitingAgentTitle', lead: 'waitingAgentLead', isAnnounced: false }
  if (connecting) return { ...connectingWords(connecting), lead: 'connectingLead', isAnnounced: true }
  if (isLost)
    return {
      title: agentName ? 'waitingLostTitle' : 'waitingLostTitleNobody',
      lead: 'waitingLostLead',
      isAnnounced: true,
    }
  return { title: agentName ? 'waitingTitle' : 'waitingTitleNobody', lead: 'waitingLead', isAnnounced: false }
}

/** The title of a wait for the next agent, with or without their name. */
export const connectingWords = ({ name }: NonNullable<PageState['connecting']>) =>
  ({ title: name ? 'connectingTitle' : 'connectingTitleNobody' }) as const
