import type { CallView, Person, Role } from '../call/model.ts'
import type { Texts } from '../texts/texts.ts'

/** The participant that an announcement is about. */
export type Who = { readonly role: Role; readonly identity: string }
export type News = { readonly words: keyof Texts; readonly who?: Who; readonly isUrgent?: boolean }

/** The parts of a view that are announced. */
export type Heard = Pick<CallView, 'is' | 'others' | 'sharer' | 'isRecording' | 'isMuted'>

/** Lists the changes between two views, for users who cannot see them. The most important first. Pure. */
export function newsOf(before: Heard, now: Heard): readonly News[] {
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

type Turns = { readonly on: News; readonly off: News }

const change = (before: boolean, now: boolean, { on, off }: Turns): readonly News[] =>
  before === now ? [] : [now ? on : off]

function arrivals(before: readonly Person[], now: readonly Person[]): readonly News[] {
  const was = (person: Person) => before.find(({ sid }) => sid === person.sid)
  const isIn = (person: Person) => now.some(({ sid }) => sid === person.sid)
  return [
    // The banner announces a supervisor, also to participants who join later.
    ...now
      .filter((person) => !was(person) && person.role !== 'supervisor')
      .map((person): News => ({ words: 'joinedCall', who: whoIs(person) })),
    ...before.filter((person) => !isIn(person)).map((person): News => ({ words: 'leftCall', who: whoIs(person) })),
    ...now
      .filter((person) => was(person)?.isReconnecting && !person.isReconnecting)
      .map((person): News => ({ words: 'theyAreBack', who: whoIs(person) })),
  ]
}

function sharing(before: Person | undefined, now: Person | undefined): readonly News[] {
  if (before?.sid === now?.sid) return []
  if (!now) return [{ words: 'sharingStopped' }]
  return now.isMe ? [{ words: 'sharing' }] : [{ words: 'sharingStarted', who: whoIs(now) }]
}

const whoIs = ({ role, identity }: Person): Who => ({ role, identity })
