import { ifThere } from '../../twilio/missing.ts'
import { eventually } from '../synthetic/eventually.ts'
import { holds, type Seen, untrue } from './look.ts'
import type { Stage } from './stage.ts'

/** How long the product repeats reads (ms). */
const readsForMs = 5_000
const waitsForMs = 15_000

/** Measures how long a new message, task and room take to be found. */
export async function readsCatchUp(stage: Stage): Promise<Seen> {
  const looks = [await message(stage), await task(stage), await room(stage)]
  const late: string[] = []
  let longest = 0
  for (const [what, look] of looks) {
    const started = performance.now()
    const patience = { ...stage.patience, withinMs: waitsForMs }
    const seen = await eventually(async () => ((await look()) ? true : undefined), patience)
    const ms = Math.round(performance.now() - started)
    longest = Math.max(longest, ms)
    if (!seen || ms > readsForMs) late.push(`${what} ${seen ? `after ${ms} ms` : `not within ${ms} ms`}`)
  }
  return late.length === 0 ? holds(`all within ${longest} ms`) : untrue(late.join(', '))
}

type Look = readonly [string, () => Promise<unknown>]

async function message({ sdk, chatServiceSid, word, made }: Stage): Promise<Look> {
  const all = sdk.conversations.v1.services(chatServiceSid).conversations
  const { sid } = await all.create({ friendlyName: `Escalate doctor ${word}` })
  made(`conversation ${sid}`, () => all(sid).remove())
  const posted = await eventually(() => ifThere(() => all(sid).messages.create({ body: word })), {
    withinMs: waitsForMs,
  })
  return ['message', async () => (await all(sid).messages.list({ limit: 20 })).find((each) => each.sid === posted?.sid)]
}

async function task({ sdk, workspaceSid, strictWorkflowSid, channel, word, made }: Stage): Promise<Look> {
  const { tasks } = sdk.taskrouter.v1.workspaces(workspaceSid)
  const attributes = JSON.stringify({ escalate_doctor: word, escalate_doctor_go: 'yes' })
  const { sid } = await tasks.create({ workflowSid: strictWorkflowSid, taskChannel: channel, attributes, timeout: 600 })
  made(`task ${sid}`, () => tasks(sid).remove())
  return ['task', () => ifThere(() => tasks(sid).fetch())]
}

/** A room that closes by itself within a minute. */
async function room({ sdk, word, made }: Stage): Promise<Look> {
  const { rooms } = sdk.video.v1
  const uniqueName = `escalate-doctor-${word}`
  const { sid } = await rooms.create({ uniqueName, type: 'group', unusedRoomTimeout: 1, emptyRoomTimeout: 1 })
  made(`room ${sid}`, () => rooms(sid).update({ status: 'completed' }))
  return ['room', () => ifThere(() => rooms(uniqueName).fetch())]
}
