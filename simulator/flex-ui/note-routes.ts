import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import type { Note } from '../flex/model.ts'
import { notFound } from '../rest/rest-error.ts'
import { created, ok } from '../rest/route.ts'
import { type ClientRoute, clientRoute } from './client-route.ts'

const note = z.object({
  InteractionSid: z.string(),
  ChannelSid: z.string(),
  Summary: z.string().optional(),
  TaskSid: z.string().optional(),
  ParticipantSid: z.string().optional(),
  Type: z.string(),
})

const notesPath = 'preview.twilio.com/Flex/Instances/:instance/Notes'

/**
 * Stores an agent's note for the next agent. Without a text Flex asks for a summary of the chat; a fixed sentence
 * stands for it.
 */
export const noteRoutes = (cloud: Cloud): readonly ClientRoute<undefined>[] => [
  clientRoute('POST', notesPath, note, ({ body }) => {
    const made: Note = {
      sid: cloud.newSid('KQ'),
      interactionSid: body.InteractionSid,
      channelSid: body.ChannelSid,
      summary: body.Summary ?? null,
      generatedSummary: body.Summary === undefined ? `A simulated summary of ${body.TaskSid ?? 'the chat'}` : null,
      type: body.Type,
    }
    cloud.flex.notes.set(made.sid, made)
    cloud.journal.change('note.created', made.sid, { channelSid: made.channelSid })
    return created(seen(made))
  }),
  clientRoute('GET', `${notesPath}/:note`, z.unknown(), ({ at }) => {
    const found = cloud.flex.notes.get(at.note)
    if (found === undefined) throw notFound(`/Notes/${at.note}`)
    return ok(seen(found))
  }),
]

const seen = ({ sid, interactionSid, channelSid, summary, generatedSummary, type }: Note) => ({
  sid,
  interaction_sid: interactionSid,
  channel_sid: channelSid,
  summary,
  generated_summary: generatedSummary,
  type,
})
