import { signJoinLink } from '../access/join-link.ts'
import type { Config } from '../config.ts'
import type { Registered } from '../core/feature.ts'
import type { Twilio } from '../twilio/port.ts'
import { videoEscalation } from './video-escalation/index.ts'

const minute = 60_000

/** Every feature of the product. A feature exists because it is on this list. */
export function createFeatures(config: Config, twilio: Twilio): readonly Registered[] {
  const [linkSecret = ''] = config.JOIN_LINK_SECRET
  return [
    videoEscalation(
      {
        linkTtlMs: config.LINK_TTL_MINUTES * minute,
        lostAfterMs: config.LOST_TIMEOUT_SECONDS * 1000,
        isOneVideoPerAgent: config.ONE_VIDEO_PER_AGENT,
        removesCommands: config.REMOVE_COMMANDS,
        postsCancelNotice: config.CANCEL_NOTICE,
        hasWaitingRoom: config.WAITING_ROOM,
        isRecorded: config.ROOM_RECORDING,
        mayRecord: config.RECORDING_CONTROL,
        softBudgetMs: config.ROOM_BUDGET_MINUTES_SOFT * minute,
        hardBudgetMs: config.ROOM_BUDGET_MINUTES_HARD * minute,
      },
      {
        twilio,
        linkFor: (link) => `${config.PUBLIC_URL}/j/${signJoinLink(link, linkSecret)}`,
        author: config.INVITE_AUTHOR,
        texts: config.INVITE_TEXTS,
        defaultLocale: config.DEFAULT_LOCALE,
      },
    ),
  ]
}
