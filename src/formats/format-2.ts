import { commandGiven, commandOnTimeline } from './format-2-commands.ts'
import { changed, each, renamed, reworded, within } from './renamed.ts'
import type { Data, Upgrade } from './upgrade.ts'

const types = reworded({
  'desk.opened': 'assignment.opened',
  'desk.closed': 'assignment.closed',
  'desk.declined': 'reservation.declined',
  'desks.find': 'assignments.find',
  'desks.found': 'assignments.found',
  'seat.asked': 'seat.requested',
  'link.asked': 'link.requested',
  'page.told': 'readiness.changed',
  'line.told': 'connection.changed',
  'figures.told': 'connection.measured',
  'person.remove': 'participant.remove',
  'person.removed': 'participant.removed',
  'transfer.tell': 'transfer.announce',
  'transfer.told': 'transfer.announced',
  'call.desk-opened': 'call.assignment-opened',
  'call.desk-closed': 'call.assignment-closed',
  'call.stream-told': 'call.stream-changed',
})

const shared = { desk: 'assignment', desks: 'assignments', people: 'participants' }
const look = { turn: 'lookNumber' }

function event(old: Data): Data {
  if (old['type'] === 'command.given') return commandGiven(old)
  return otherEvent(old['type'] === 'target.found' ? renamed(old, { people: 'workerSids' }) : old)
}

const otherEvent = (old: Data): Data =>
  changed(renamed(old, { ...shared, ...look, asked: 'request' }), {
    type: types,
    effect: types,
    request: within((request) => renamed(request, look)),
    read: within((read) => changed(read, { conferences: each((conference) => renamed(conference, shared)) })),
  })

const effect = (old: Data): Data =>
  changed(renamed(old, { ...look, told: 'change', heard: 'speakers' }), { type: types })

const stream = (old: Data): Data => renamed(old, { askedAt: 'requestedAt', isHeard: 'isConfirmed' })
const guard = (old: Data): Data => renamed(old, { ...look, askedAt: 'requestedAt', tellers: 'reportingConferences' })
const video = (old: Data): Data =>
  renamed(old, { people: 'participants', isUnclaimed: 'isWithoutLock', shownOut: 'removedParticipants' })

const ofCalls = { seats: 'assignments', heard: 'speakers', said: 'announced', namesSaid: 'announcedNames' }
const ofConversations = {
  desks: 'assignments',
  strangers: 'unknownIdentities',
  asked: 'pendingCommands',
  linkAskedAt: 'linkRequestedAt',
  tells: 'unannounced',
}

function state(old: Data, feature: string): Data {
  if (feature === 'media-streams')
    return changed(renamed(old, ofCalls), { streams: each(stream), guard: within(guard) })
  return changed(renamed(old, ofConversations), {
    pendingCommands: each(event),
    lookup: within(event),
    video: within(video),
  })
}

const inViews = {
  desks: 'assignments',
  isCustomerLineWeak: 'isCustomerConnectionWeak',
  isAgentLineWeak: 'isAgentConnectionWeak',
}
/** What outsiders may know of a record. */
const view = within((old) => renamed(old, inViews))

/** Format 2 uses the words of docs/glossary.md: an accepted reservation is an assignment, a connection to a room a participant. */
export const fromFormat1: Upgrade = {
  state,
  event,
  effect,
  entry: (old) =>
    changed(old, {
      type: types,
      about: within((about) => changed(commandOnTimeline(about), { effect: types })),
      effects: each((one) => changed(one, { type: types })),
      before: view,
      after: view,
    }),
}
