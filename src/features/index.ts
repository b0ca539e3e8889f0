import { signJoinLink } from '../access/join-link.ts'
import { signStreamParameters } from '../access/stream-signature.ts'
import { type Config, recordingOf, transferWorkflowOf } from '../config.ts'
import type { Fact } from '../core/facts.ts'
import type { Registered } from '../core/feature.ts'
import type { Twilio } from '../twilio/port.ts'
import { conversationTransfer } from './conversation-transfer/index.ts'
import { mediaStreams } from './media-streams/index.ts'
import { videoEscalation } from './video-escalation/index.ts'

const minute = 60_000
const transferFeature = 'conversation-transfer'

/** Nobody should look at an agent who has no task here any more, or wait alone, for longer. Less where invites are short, too. */
const longestHandoverMs = 30_000

/** Once more than needed where an invite times out by bad luck. After that the customer has waited long enough for an answer. */
const fallbackAttempts = 2

/**
 * Every feature of the product that is switched on. A feature exists because it is on the list below.
 *
 * @param decide gives an event of one feature to all features
 */
export const createFeatures = (
  config: Config,
  twilio: Twilio,
  decide: (fact: Fact) => Promise<void>,
): readonly Registered[] =>
  everyFeature(config, twilio, decide).filter(({ name }) => name !== transferFeature || transferWorkflowOf(config))

/** Also those that are off now: Redis may still have records of them. */
export function everyFeature(
  config: Config,
  twilio: Twilio,
  decide: (fact: Fact) => Promise<void>,
): readonly Registered[] {
  const [linkSecret = ''] = config.JOIN_LINK_SECRET
  const destinations = config.STREAM_DESTINATIONS ?? { urls: {}, rules: [], track: 'both_tracks', handover: 'overlap' }
  return [
    videoEscalation(
      {
        linkTtlMs: config.LINK_TTL_MINUTES * minute,
        lostAfterMs: config.LOST_TIMEOUT_SECONDS * 1000,
        handoverMs: Math.min(longestHandoverMs, config.TRANSFER_TIMEOUT_SECONDS * 100),
        inviteMs: config.TRANSFER_TIMEOUT_SECONDS * 1000,
        unanswered: config.UNANSWERED_VIDEO,
        hasTransfers: transferWorkflowOf(config) !== undefined,
        postsCancelNotice: config.CUSTOMER_NOTICES,
        hasTemplate: config.WHATSAPP_TEMPLATE !== undefined,
        hasWaitingRoom: config.WAITING_ROOM,
        ...recordingOf(config),
        maySupervisorsJoin: config.SUPERVISOR_JOIN !== 'off',
        softBudgetMs: config.ROOM_BUDGET_MINUTES * minute,
        // A supervisor who is warned has as long again to see to the video before it ends.
        hardBudgetMs: 2 * config.ROOM_BUDGET_MINUTES * minute,
      },
      {
        twilio,
        linkFor: (link) => `${config.PUBLIC_URL}/j/${signJoinLink(link, linkSecret)}`,
        author: authorOf(config),
        texts: config.INVITE_TEXTS,
        template: config.WHATSAPP_TEMPLATE,
        defaultLocale: config.DEFAULT_LOCALE,
      },
    ),
    transfer(config, twilio, decide),
    mediaStreams(
      {
        calls: config.MEDIA_STREAMS,
        handover: destinations.handover,
        most: destinations.track === 'both_tracks' ? 2 : 4,
        destinations,
      },
      {
        twilio,
        track: destinations.track,
        urls: destinations.urls,
        sign: (parameters) => signStreamParameters(parameters, config.STREAM_PARAMETER_SECRET ?? ''),
      },
    ),
  ]
}

/** Customers read it above each of our messages. */
const authorOf = ({ JOIN_PAGE }: Config): string => JOIN_PAGE?.name ?? 'Video'

function transfer(config: Config, twilio: Twilio, decide: (fact: Fact) => Promise<void>): Registered {
  const queueSid = config.TRANSFER_FALLBACK_QUEUE_SID
  return conversationTransfer(
    {
      hasWarm: config.TRANSFERS !== 'cold',
      isImmediate: config.TRANSFER_ORDER === 'immediate',
      fallback: queueSid ? { queueSid, attempts: fallbackAttempts } : undefined,
      postsNotice: config.CUSTOMER_NOTICES,
    },
    {
      twilio,
      decide,
      release: config.TRANSFER_RELEASE,
      skippedAttributes: config.TRANSFER_SKIPPED_ATTRIBUTES ?? [],
      author: authorOf(config),
      defaultLocale: config.DEFAULT_LOCALE,
    },
  )
}
