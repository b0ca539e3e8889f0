import type { CallView, Participant, Role } from '../call/model.ts'
import type { Texts } from '../texts/texts.ts'

/** The participant that an announcement is about. */
export type Who = { readonly role: Role; readonly identity: string }
export type Announcement = { readonly words: keyof Texts; readonly who?: Who; readonly isUrgent?: boolean }

/** The parts of a view that are announced. */
export type AnnouncedView = Pick<CallView, 'is' | 'others' | 'sharer' | 'isRecording' | 'isMuted'>

/** Lists the changes between two views, for users who cannot see them. The most important first. Pure. */
export function announcementsOf(before: AnnouncedView, now: AnnouncedView): readonly Announcement[] {
  return [
    ...change(before.is === 'reconnecting', now.is === 'reconnecting', {
      on: { words: 'reconnectingTitle', isUrgent: true },
      off: { words: 'backAgain' },
    }),
    ...arrivals(before.others, now.others),
    ...change(before.isRecording, now.isRecording, { on: { words: 'recordingOn' }, off: { words: 'recordingOff' } }),
    ...change(before.isMuted, now.isMuted, { on: { words: 'youAreMuted' }, off: { words: 'youAreNotMuted' } }),
    ...sharing(before.sharer, now.sharer),
  ]
}

type Turns = { readonly on: Announcement; readonly off: Announcement }

const change = (before: boolean, now: boolean, { on, off }: Turns): readonly Announcement[] =>
  before === now ? [] : [now ? on : off]

function arrivals(before: readonly Participant[], now: readonly Participant[]): readonly Announcement[] {
  const was = (participant: Participant) => before.find(({ sid }) => sid === participant.sid)
  const isIn = (participant: Participant) => now.some(({ sid }) => sid === participant.sid)
  return [
    // The banner announces a supervisor, also to participants who join later.
    ...now
      .filter((participant) => !was(participant) && participant.role !== 'supervisor')
      .map((participant): Announcement => ({ words: 'joinedCall', who: whoIs(participant) })),
    ...before
      .filter((participant) => !isIn(participant))
      .map((participant): Announcement => ({ words: 'leftCall', who: whoIs(participant) })),
    ...now
      .filter((participant) => was(participant)?.isReconnecting && !participant.isReconnecting)
      .map((participant): Announcement => ({ words: 'theyAreBack', who: whoIs(participant) })),
  ]
}

function sharing(before: Participant | undefined, now: Participant | undefined): readonly Announcement[] {
  if (before?.sid === now?.sid) return []
  if (!now) return [{ words: 'sharingStopped' }]
  return now.isMe ? [{ words: 'sharing' }] : [{ words: 'sharingStarted', who: whoIs(now) }]
}

const whoIs = ({ role, identity }: Participant): Who => ({ role, identity })
