import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { handle } from '../../src/engine/handle.ts'
import { createMutexes } from '../../src/engine/mutex.ts'
import { createFeatures } from '../../src/features/index.ts'
import { twilioFrom } from '../../src/twilio/from-config.ts'
import type { Program } from '../../tools/program.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes, requests } from '../support/a-case.ts'

/**
 * One worker holds a conversation at each of these moments. It is killed, and a second one is started, which freezes
 * while it holds one more; a third one has to finish everything. The tests check the result of each.
 */
const moments = {
  'it had requested the room, and Twilio had not made it': { kind: 'hang', product: 'video', path: '/Rooms$' },
  'Twilio had made the room without answering': { kind: 'hang-after', product: 'video', path: '/Rooms$' },
  'Twilio had written the task without answering': { kind: 'hang-after', product: 'taskrouter', path: 'task' },
  'it had requested the invite, and Twilio had not posted it': { kind: 'hang', product: 'conversations', path: 'chat' },
  'Twilio had posted the invite without answering': { kind: 'hang-after', product: 'conversations', path: 'chat' },
} as const
type Moment = keyof typeof moments
const names = Object.keys(moments) as Moment[] // the keys of a constant

let centre: CallCentre
let frozen: Program
const cases = new Map<string, Case>()
const caseOf = (name: string): Case => {
  const found = cases.get(name)
  if (!found) throw new Error(`There is no case "${name}"`)
  return found
}

async function reach(name: Moment): Promise<void> {
  const chat = await centre.chat()
  cases.set(name, chat)
  const { path: place, ...fault } = moments[name]
  const path = place === 'task' ? `${chat.taskSid}$` : place === 'chat' ? `${chat.conversationSid}/Messages$` : place
  const after = await centre.last()
  await centre.sim.fault({ ...fault, path, method: 'POST', times: 1 })
  await chat.types('/video')
  await until(name, async () =>
    requests(await centre.journal(after), 'POST', /./).some((each) => each['fault'] === fault.kind),
  )
}

async function reachClosing(): Promise<void> {
  const chat = await centre.chat()
  cases.set('closing', chat)
  await chat.invited()
  const [room] = await chat.rooms()
  await centre.sim.fault({ kind: 'hang-after', product: 'video', method: 'POST', path: `${room?.sid}$`, times: 1 })
  await chat.types('/video end')
  await chat.closed()
}

/** A process of ours that dies after it saved a decision and before it handed over the effects. */
async function dieBetween(chat: Case): Promise<void> {
  const config = readConfig(centre.env)
  const [video] = createFeatures(
    config,
    twilioFrom(config, () => {}),
    async () => {},
  )
  if (!video) throw new Error('There is no feature')
  const event = {
    type: 'command.given',
    id: 'a-command-cut-short',
    key: chat.conversationSid,
    at: Date.now(),
    command: { type: 'video.start' },
    by: { workerSid: chat.workerSid },
  }
  const handOver = () => Promise.reject(new Error('The process died here'))
  await handle(video, event, { store: centre.inside.store, handOver, note: () => {}, mutex: createMutexes() }).catch(
    () => {},
  )
}

/** The answer is on its way when the worker stops, and waits until it continues. */
async function freeze(worker: Program): Promise<void> {
  const chat = await centre.chat()
  cases.set('frozen', chat)
  await centre.sim.latency(1_000)
  await chat.types('/video')
  const path = new RegExp(`${chat.conversationSid}/Messages$`)
  await until('the invite is posted', async () => requests(await centre.journal(), 'POST', path).length === 1)
  worker.kill('SIGSTOP')
  await centre.sim.latency(0)
  const held = await centre.inside.effects.getActive()
  expect(held.map(({ id, name }) => `${name} ${id}`)).toContainEqual(
    expect.stringMatching(`^invite.post .*${chat.conversationSid}`),
  )
}

beforeAll(async () => {
  centre = await aCallCentre({ env: { TWILIO_TIMEOUT_MS: '30000' } })
  for (const name of names) await reach(name)
  await reachClosing()
  centre.worker.kill('SIGKILL')
  expect(await centre.worker.exited).toBeNull()

  const waiting = await centre.chat({}, false)
  cases.set('waiting', waiting)
  await waiting.types('/video')
  const cut = await centre.chat({}, false)
  cases.set('cut short', cut)
  await centre.delivered()
  expect(await centre.inside.keyOf(waiting.taskSid)).toBeUndefined()
  frozen = centre.startWorker()
  await until('the acceptance is known', async () => (await centre.inside.keyOf(cut.taskSid)) !== undefined)
  await dieBetween(cut)
  await freeze(frozen)
  centre.startWorker()
}, 60_000)
afterAll(() => centre?.stop())

async function expectOneOfEach(chat: Case): Promise<void> {
  await chat.saying('invited', 25_000)
  await centre.settled(25_000)
  expect(await chat.rooms()).toMatchObject([{ status: 'in-progress' }])
  expect(await chat.invites()).toHaveLength(1)
  await chat.ends('wrapup')
  const [room] = await chat.closed()
  await chat.saying('ended')
  expect(changes(await centre.journal(), 'room.completed', room?.sid)).toHaveLength(1)
}

describe('a worker killed when', () => {
  it.each(names)('%s: another one finishes, with one room and one invite', async (name) => {
    await expectOneOfEach(caseOf(name))
  })

  it('Twilio had completed the room without answering: another one finishes, and the room is completed once', async () => {
    const chat = caseOf('closing')
    await chat.saying('cancelled', 25_000)
    await centre.settled(25_000)
    const [room] = await chat.rooms()
    expect(changes(await centre.journal(), 'room.completed', room?.sid)).toHaveLength(1)
  })
})

it('a command that arrives while no worker runs is done by the next worker', async () => {
  await expectOneOfEach(caseOf('waiting'))
})

it('a worker that was frozen while another one did its work does not repeat the work', async () => {
  const chat = caseOf('frozen')
  await chat.saying('invited', 25_000)
  frozen.kill('SIGCONT')
  await frozen.stop(20_000)
  await expectOneOfEach(chat)
})

it('the effects of a process that died before the hand-over are handed over by the sweep, once', async () => {
  await expectOneOfEach(caseOf('cut short'))
})

it('a server killed right after it acknowledged a command loses nothing: the video goes live', async () => {
  const chat = await centre.chat()
  const after = await centre.last()
  await chat.types('/video')
  await until('the command is acknowledged', async () =>
    (await centre.journal(after)).some((each) => each['event'] === 'onMessageAdded' && each['status'] === 204),
  )
  centre.server.kill('SIGKILL')
  await centre.server.exited
  await chat.saying('invited')
  expect(await chat.invites()).toHaveLength(1)
  await centre.startServer()
  await until('the server is ready', async () => (await fetch(`${centre.serverUrl}/readyz`)).ok)
  const link = await chat.link()
  await chat.agentSits(await chat.id())
  await chat.customerSits(link)
  await chat.saying('live')
  expect(await chat.rooms()).toHaveLength(1)
})
