import type { InteractionParticipant } from '../../core/commands.ts'
import { Retryable } from '../../core/errors.ts'
import type { Fact } from '../../core/facts.ts'
import type { Jobs } from '../../core/feature.ts'
import type { Release, Twilio } from '../../twilio/port.ts'
import { inviteAttributes, whyTooLong } from './attributes.ts'
import { findTarget } from './find-target.ts'
import type { Effect, Event } from './model.ts'
import { markOf } from './names.ts'
import { readings } from './readings.ts'
import { noticeText } from './texts.ts'

/** What the jobs need: Twilio, a way to publish facts to other features, and the contact centre's settings. */
export type Deps = {
  readonly twilio: Twilio
  readonly decide: (fact: Fact) => Promise<void>
  /** How the first agent's part ends. */
  readonly release: Release
  readonly skippedAttributes: readonly string[]
  readonly author: string
  readonly defaultLocale: string
}

/** Effect → Twilio → outcome. Each may run twice. */
export const jobsIn = (deps: Deps): Jobs<Event, Effect> => {
  const { twilio, release: how } = deps
  return {
    'assignments.find': async ({ identities }, { key }) => {
      const { assignments, agents } = await twilio.assignmentsBy({ conversationSid: key, identities })
      return { type: 'assignments.found', assignments: [...assignments], identities, agents: [...agents] }
    },

    'target.find': async ({ name, interactionSid, channelSid }) => {
      const [all, participants] = await Promise.all([
        twilio.targets(),
        twilio.interactionParticipants({ interactionSid, channelSid }),
      ])
      const found = findTarget(readings(name), all)
      if ('refused' in found) return { type: 'target.refused', refused: found.refused }
      const { alsoCalled: _, ...target } = found.target
      const workerSids = participants.flatMap(({ workerSid }) => (workerSid ? [workerSid] : []))
      return { type: 'target.found', target, workerSids, ...(found.note && { note: found.note }) }
    },

    'invite.create': async ({ transferId, attempt, taskSids, interactionSid, channelSid, ...effect }, { isRepeat }) => {
      const task = await firstTask(taskSids)
      const [fromTaskSid = ''] = taskSids
      const name = effect.target.name || (await twilio.queue(effect.target.sid))?.name || ''
      const target = { ...effect.target, name }
      const invited = { ...effect, target, transferId, attempt, fromTaskSid, copiedTaskSid: task?.taskSid }
      const attributes = inviteAttributes(task?.attributes ?? '{}', invited, deps.skippedAttributes)
      const reason = whyTooLong(attributes, effect)
      if (reason) return { type: 'invite.refused', transferId, attempt, reason }
      const { taskSid } = await twilio.inviteAgent({
        interactionSid,
        channelSid,
        taskChannel: task?.taskChannel ?? 'chat',
        attributes,
        mark: markOf(transferId, attempt),
        mayBeThere: isRepeat,
      })
      return { type: 'invite.created', transferId, attempt, taskSid }
    },

    'invite.withdraw': async ({ taskSid }) => ({
      type: 'invite.withdrawn',
      taskSid,
      status: await twilio.withdrawInvite(taskSid),
    }),

    // TaskRouter reports an acceptance a moment before Flex has put the agent into the channel. The agent who serves
    // the customer does not leave before the new one is there.
    'agent.release': async ({ interactionSid, channelSid, taskSid, workerSid, transferId, taker }) => {
      const isOf = (task: string, worker: string) => (each: InteractionParticipant) =>
        each.taskSid ? each.taskSid === task : each.workerSid === worker
      const isAgent = isOf(taskSid, workerSid)
      const participants = await twilio.interactionParticipants({ interactionSid, channelSid }, (seen) =>
        seen.some(isAgent),
      )
      if (taker && !participants.some(isOf(taker.taskSid, taker.workerSid)))
        throw new Retryable('release an agent: the new agent is not there yet')
      const agent = participants.find(isAgent)
      if (agent) await twilio.releaseAgent({ interactionSid, channelSid, participantSid: agent.participantSid, how })
      return { type: 'agent.released', transferId, taskSid }
    },

    'participant.remove': async ({ interactionSid, channelSid, participantSid }) => {
      await twilio.releaseAgent({ interactionSid, channelSid, participantSid, how })
      return { type: 'participant.removed' }
    },

    'channel.close': async ({ interactionSid, channelSid, participantSid, taskSids }) => {
      const isOther = ({ kind, taskSid = '' }: InteractionParticipant) =>
        kind === 'agent' && !taskSids.includes(taskSid)
      const isShared = (participants: readonly InteractionParticipant[]) => participants.some(isOther)
      const stays = isShared(await twilio.interactionParticipants({ interactionSid, channelSid }, isShared))
      // Another agent joined meanwhile, e.g. by Flex's own invite.
      if (stays) await twilio.releaseAgent({ interactionSid, channelSid, participantSid, how })
      else await twilio.closeChannel({ interactionSid, channelSid, how })
      return { type: 'channel.closed' }
    },

    'transfer.announce': async ({ change }, { key, effectId }) => {
      await deps.decide({ ...change, type: 'transfer.changed', id: `change-${effectId}`, key })
      return { type: 'transfer.announced' }
    },

    'task.annotate': async ({ taskSid, revision, transfer, refused }) => {
      const parts = { ...(transfer !== undefined && { transfer }), ...(refused !== undefined && { refused }) }
      await twilio.annotateTask({ taskSid, owner: 'transfer', revision, parts })
      return { type: 'task.annotated' }
    },

    'notice.post': async ({ notice, name, mark, locale }, { key, isRepeat }) => {
      await twilio.postMessage({
        conversationSid: key,
        author: deps.author,
        body: noticeText(notice, name, { locale, fallback: deps.defaultLocale }),
        mark,
        attributes: { kind: `transfer-${notice}` },
        mayBeThere: isRepeat,
      })
      return { type: 'notice.posted' }
    },

    'command.remove': async ({ messageSid }, { key }) => {
      await twilio.removeMessage({ conversationSid: key, messageSid })
      return { type: 'command.removed' }
    },
  }

  /**
   * Reads the first task that still exists: TaskRouter deletes tasks minutes after their end, and the conversation's
   * last task will do then.
   */
  async function firstTask(taskSids: readonly string[]) {
    for (const taskSid of taskSids) {
      const task = await twilio.readTask(taskSid)
      if (task) return task
    }
    return undefined
  }
}
