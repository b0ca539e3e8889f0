import type { Jobs } from '../../core/feature.ts'
import type { Twilio } from '../../twilio/port.ts'
import type { Effect, Event } from './model.ts'
import { cancelText, inviteText, type Texts } from './texts.ts'

/** What the jobs need: Twilio, the maker of secret links, and the contact centre's texts. */
export type Deps = {
  readonly twilio: Twilio
  /** Makes the customer's absolute link when the job runs, so that no job data and no record contains it. */
  readonly linkFor: (link: { escalationId: string; generation: number }) => string
  readonly author: string
  readonly texts: Texts | undefined
  /** `HX…`: its variable 1 is the last part of the link. */
  readonly template: string | undefined
  readonly defaultLocale: string
}

/** Effect → Twilio → outcome. Each may run twice. */
export const jobsIn = ({ twilio, linkFor, author, texts, template, defaultLocale }: Deps): Jobs<Event, Effect> => ({
  'room.create': async ({ roomName, isRecorded }) => {
    const { roomSid } = await twilio.createRoom({ roomName, isRecorded })
    return { type: 'room.created', roomName, roomSid }
  },

  'room.close': async ({ roomSid }) => {
    await twilio.closeRoom(roomSid)
    return { type: 'room.closed', roomSid }
  },

  'task.annotate': async ({ taskSid, escalationId, revision, video, refused, known }) => {
    const parts = { video, refused: refused ?? null }
    const unwritten = await twilio.annotateTask({ taskSid, owner: 'video', revision, parts, known })
    return { type: 'task.annotated', escalationId, taskSid, ...(unwritten && { unwritten }) }
  },

  'invite.post': async ({ escalationId, linkGeneration, invite, isTemplate, locale }, { key, isRepeat }) => {
    const link = linkFor({ escalationId, generation: linkGeneration })
    const { messageSid } = await twilio.postMessage({
      conversationSid: key,
      author,
      body: inviteText(texts, { locale, fallback: defaultLocale }, link),
      ...(isTemplate && template && { template: { sid: template, variables: { '1': lastPartOf(link) } } }),
      mark: `${escalationId}-invite-${invite}`,
      attributes: { kind: 'video-invite', escalationId },
      mayBeThere: isRepeat,
    })
    return { type: 'invite.posted', escalationId, messageSid, number: invite, ...(isTemplate && { isTemplate }) }
  },

  'notice.post': async ({ escalationId, notice, locale }, { key, isRepeat }) => {
    await twilio.postMessage({
      conversationSid: key,
      author,
      body: cancelText({ locale, fallback: defaultLocale }),
      mark: `${escalationId}-${notice}`,
      attributes: { kind: `video-${notice}`, escalationId },
      mayBeThere: isRepeat,
    })
    return { type: 'notice.posted' }
  },

  'command.remove': async ({ messageSid }, { key }) => {
    await twilio.removeMessage({ conversationSid: key, messageSid })
    return { type: 'command.removed' }
  },

  'assignments.find': async ({ identities }, { key }) => {
    if (!identities) return { type: 'assignments.found', assignments: [...(await twilio.assignmentsOf(key))] }
    const { assignments, agents } = await twilio.assignmentsBy({ conversationSid: key, identities })
    return { type: 'assignments.found', assignments: [...assignments], identities, agents: [...agents] }
  },

  'invited.find': async ({ interactionSid, channelSid, taskSid, closedAt, round }) => {
    const { ringing, assignments } = await twilio.invited({ interactionSid, channelSid }, taskSid)
    return { type: 'invited.found', closedAt, round, ringing: [...ringing], assignments: [...assignments] }
  },

  'participant.remove': async ({ roomSid, participantSid }) => {
    await twilio.removeParticipant({ roomSid, participantSid })
    return { type: 'participant.removed' }
  },

  'room.record': async ({ roomSid, isOn }) => {
    await twilio.record({ roomSid, isOn })
    return { type: 'recording.changed', roomSid, isOn }
  },

  // The queue has done the waiting.
  'timer.wait': async ({ timer, of }) => ({ type: 'timer.fired', timer, of }),
})

/** A template's button has a fixed host and accepts a suffix only. */
const lastPartOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1)
