import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type TimelineEntry, timelineEntry } from '../../src/engine/timeline.ts'
import { project } from '../../tools/project.ts'
import { quietCommand } from '../../tools/quiet-command.ts'
import { firstDifference } from '../../tools/replay/compare.ts'
import { scriptOf, timersIn } from '../../tools/replay/script.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import type { Case } from '../support/a-case.ts'
import { anEntry } from '../support/a-redis.ts'
import { viewIn } from '../support/a-view.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre()
})
afterEach(() => centre.sim.noFaults())
afterAll(() => centre?.stop())

/** What an operator exports. */
async function exported(chat: Case, id: string): Promise<readonly TimelineEntry[]> {
  await centre.settled()
  const rows = (await (await chat.call(`/escalations/${id}/timeline`)).text()).trim().split('\n')
  return rows.map((row) => timelineEntry.parse(JSON.parse(row)))
}

async function replay(lines: readonly object[]) {
  const folder = await mkdtemp(join(tmpdir(), 'escalate-replay-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'timeline.jsonl')
  await writeFile(file, lines.map((each) => `${JSON.stringify(each)}\n`).join(''))
  const env: NodeJS.ProcessEnv = { ...process.env }
  delete env['REDIS_URL']
  return quietCommand(process.execPath, [join(project.root, 'tools/replay.ts'), file, '--speed', '5'], { env })
}

describe('npm run replay', () => {
  it('replays an escalation to the same story, and names the place where a changed recording differs', async () => {
    const chat = await centre.chat()
    const { id, link } = await chat.invited()
    await centre.settled()
    const { roomSid } = await chat.agentSits(id)
    await chat.saying('waiting')
    await centre.settled()
    const customer = await chat.customerSits(link)
    await chat.saying('live')
    await centre.settled()
    await centre.sim.disconnect(roomSid, customer.participantSid)
    await chat.saying('lost')
    await centre.settled()
    await chat.customerSits(link)
    await chat.saying('live')
    await centre.settled()
    await chat.call(`/escalations/${id}/end`, {})
    await chat.saying('ended')
    await centre.settled()
    await chat.ends('complete')
    const lines = await exported(chat, id)
    const { ok, stdout } = await replay(lines)
    expect(stdout.trim().split('\n').at(-1)).toBe('Both tell the same story.')
    expect(ok).toBe(true)

    const other = lines.map((each) =>
      each.after?.['state'] === 'lost' ? { ...each, after: { ...each.after, state: 'ending' } } : each,
    )
    const parted = await replay(other)
    expect(parted.stdout).toContain(
      'After "live" the recording comes to "ending" (participant.disconnected), the replay to "lost" (participant.disconnected).',
    )
    expect(parted.ok).toBe(false)
  })

  it('makes Twilio refuse with the code in the recording', async () => {
    const chat = await centre.chat()
    await centre.sim.fault({
      kind: 'status',
      status: 400,
      code: 53119,
      product: 'video',
      method: 'POST',
      path: 'Rooms$',
    })
    await chat.types('/video')
    const { sid } = await centre.hire(['supervisor'])
    const token = await centre.sim.flexToken(sid, { roles: ['supervisor'] })
    const { id } = await until('it has failed', async () => {
      const found = await chat.call(`/escalations?taskSid=${chat.taskSid}`, undefined, token)
      const view = found.ok && (await viewIn(found))
      return view && view.state === 'failed' && view
    })
    const { ok, stdout } = await replay(await exported(chat, id))
    expect(stdout).toMatch(/effect\.failed room\.create 53119 .*effect\.failed room\.create 53119/)
    expect(ok).toBe(true)
  })

  it('refuses a timeline of another feature, and one that does not begin with an agent', async () => {
    const { ok, output } = await replay([anEntry({ feature: 'media-streams' })])
    expect(ok).toBe(false)
    expect(output).toContain('Only timelines of videos can be replayed, not of media-streams.')
    const late = await replay([anEntry({ feature: 'video-escalation', type: 'room.created' })])
    expect(late.output).toContain('does not begin with an agent who accepts')
  })
})

describe('reading a timeline', () => {
  const about = { taskSid: 'WT1', reservationSid: 'WR1', workerSid: 'WK1' }
  const opened = anEntry({ type: 'assignment.opened', about, version: 1, at: 10, received: 11 })
  const command = anEntry({
    type: 'command.given',
    about: { command: 'video.end' },
    actor: 'worker WK9',
    version: 3,
    at: 20,
    received: 21,
  })

  it('makes one cue of each act, and none of its consequences', () => {
    const closed = (version: number, how: string) =>
      anEntry({ type: 'assignment.closed', about: { taskSid: 'WT1', how }, version, at: 30, received: 31 })
    const lines = [
      opened,
      { ...opened, version: 2 },
      command,
      closed(4, 'reservation.wrapup'),
      closed(5, 'task.wrapup'),
    ]
    expect(scriptOf(lines).cues).toEqual([
      { at: 10, after: 0, deed: { is: 'chat', workerSid: 'WK1' } },
      { at: 20, after: 2, deed: { is: 'command', command: 'video.end', workerSid: 'WK9', isTyped: false } },
      { at: 30, after: 3, deed: { is: 'end-task', how: 'wrapup' } },
    ])
  })

  it('reports what is left out, and why', () => {
    const second = { ...opened, version: 2, about: { ...about, taskSid: 'WT2', reservationSid: 'WR2' } }
    const observed = anEntry({ type: 'room.observed', version: 3 })
    const { cues, left } = scriptOf([opened, second, observed])
    expect(cues).toHaveLength(1)
    expect(left).toEqual([expect.stringContaining('transfers'), expect.stringContaining('the reconciler')])
  })

  it('takes the duration of a timer from the recording', () => {
    const asked = { ...command, effects: [{ id: 'e1', type: 'timer.wait' }] }
    const fired = anEntry({ type: 'timer.fired', cause: 'e1', about: { timer: 'lost' }, at: 60_021 })
    expect([...timersIn([asked, fired])]).toEqual([['lost', 60_000]])
  })
})

describe('two timelines', () => {
  const step = (before: string, after: string, more: Partial<TimelineEntry> = {}) =>
    anEntry({ before: { state: before }, after: { state: after }, ...more })
  const story = [step('requested', 'invited'), step('invited', 'live')]

  it('tell the same story when only answers came in another order', () => {
    const annotated = anEntry({ type: 'task.annotated' })
    expect(firstDifference([...story, annotated], [annotated, ...story])).toBeUndefined()
  })

  it('differ by a state, a refusal, or an effect that occurs more often', () => {
    expect(firstDifference(story, story.slice(0, 1))).toContain('After "invited" the recording comes to "live"')
    const refused = anEntry({ type: 'command.given', refusal: 'agent-busy' })
    expect(firstDifference([...story, refused], story)).toContain('agent-busy')
    const asking = anEntry({ effects: [{ id: 'e', type: 'invite.post' }] })
    expect(firstDifference([...story, asking], [...story, asking, asking])).toContain(
      'invite.post is asked for 1 times in the recording, 2 times',
    )
  })
})
