import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readParticipants } from '../../flex-plugin/src/participants/read-participants.ts'
import { EscalatePlugin } from '../../flex-plugin/src/plugin.tsx'
import { incomingOnTask, transferOfView, transferOnTask } from '../../flex-plugin/src/state/read-transfer.ts'
import { isCalling, isPending, transferWords } from '../../flex-plugin/src/state/transfer.ts'
import { latest } from '../../flex-plugin/src/state/transfers.ts'
import { late } from '../../flex-plugin/texts/en.json'
import type { TransferWord } from '../../src/features/conversation-transfer/view.ts'
import { questionIn, soon } from './a-plugin.ts'
import { aTask, aTransfer, conversation, transferId } from './a-task.ts'
import { fakeFlex } from './fake-flex.ts'

let requests: { readonly path: string; readonly body: unknown }[]
let answer: (path: string) => Response | Promise<Response>

beforeEach(() => {
  vi.stubGlobal('__FPB_PLUGIN_UNIQUE_NAME', 'plugin-escalate')
  vi.stubGlobal('__FPB_PLUGIN_VERSION', '0.0.0')
  vi.stubGlobal('escalateWords', { 'en.late': late })
  requests = []
  answer = () => Response.json(aTransfer('requested'), { status: 202 })
  vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit = {}) => {
    const { pathname: path } = new URL(url)
    if (path.endsWith('/events'))
      return new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })
    requests.push({ path, body: init.body ? JSON.parse(String(init.body)) : undefined })
    return answer(path)
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const onTask = (state: string, more: object = {}) => ({
  escalate: { transfer: { id: transferId(), state, mode: 'cold', to: 'Ben', ...more }, revision: 1 },
})
const nobodyElse = { taskSid: aTask().taskSid, participants: [], mayLeave: false }

function started(tasks = [aTask()], more: object = {}) {
  const fake = fakeFlex(tasks, { server: 'https://x.example.com', transfer: true, ...more })
  new EscalatePlugin().init(fake.flex, fake.manager)
  const does = (name: string, payload: object) =>
    fake.flex.Actions.invokeAction(name, payload).then(
      () => 'done',
      () => 'held',
    )
  return { ...fake, does, send: (body: string) => does('SendMessage', { conversationSid: conversation(), body }) }
}

describe('a transfer', () => {
  it('has every state of the server, and no other', () => {
    const all: Record<TransferWord, true> = {
      requested: true,
      ringing: true,
      accepted: true,
      completed: true,
      declined: true,
      unanswered: true,
      cancelled: true,
      failed: true,
    }
    expect([...transferWords].sort()).toEqual(Object.keys(all).sort())
  })

  it('is read the same from task and server, and from nothing else', () => {
    const read = { id: transferId(), word: 'ringing', mode: 'cold', to: 'Ben', why: undefined, code: undefined }
    expect(transferOnTask(aTask(1, onTask('ringing')))).toEqual(read)
    expect(transferOfView(aTransfer('ringing'))).toEqual(read)
    for (const no of [undefined, null, 'x', {}, { id: 7, state: 'ringing' }, { id: 'tr-1-a', state: 'constructor' }])
      expect(transferOfView(no)).toBeUndefined()
    expect(transferOnTask(aTask(1, onTask('incoming')))).toBeUndefined()
  })

  it('has the sender and the note on the other agent’s task', () => {
    const escalate = { transfer: { id: transferId(), state: 'incoming', mode: 'cold', from: 'Ada', note: 'Angry' } }
    expect(incomingOnTask(aTask(1, { escalate }))).toEqual({ mode: 'cold', from: 'Ada', note: 'Angry' })
    expect(incomingOnTask(aTask(1, onTask('ringing')))).toBeUndefined()
  })

  it('is the later one of task and server; of the same transfer, the later state', () => {
    const of = (word: (typeof transferWords)[number], id = transferId()) =>
      ({ id, word, mode: 'cold', to: 'Ben' }) as const
    expect(latest({ server: of('ringing'), task: of('requested') })?.word).toBe('ringing')
    expect(latest({ server: of('requested'), task: of('ringing') })?.word).toBe('ringing')
    expect(latest({ server: of('ringing'), task: of('declined') })?.word).toBe('declined')
    expect(latest({ server: of('declined'), task: of('ringing') })?.word).toBe('declined')
    expect(latest({ server: of('declined'), task: of('ringing', transferId('m2')) })?.word).toBe('ringing')
    expect(latest({ server: of('ringing', transferId('m2')), task: of('declined') })?.word).toBe('ringing')
  })

  it('is pending until it is over, and can be cancelled until it is accepted', () => {
    const of = (word: (typeof transferWords)[number]) => ({ id: transferId(), word, mode: 'cold', to: 'Ben' }) as const
    expect(transferWords.filter((word) => isPending(of(word)))).toEqual(['requested', 'ringing', 'accepted'])
    expect(transferWords.filter((word) => isCalling(of(word)))).toEqual(['requested', 'ringing'])
  })
})

it('the participants of a conversation are those that can be read, with “other” for an unknown kind', () => {
  const one = { participantSid: 'UT1', kind: 'agent', name: 'Ben', isSelf: false, isRemovable: true }
  expect(readParticipants({ participants: [one, {}, { ...one, kind: 'robot' }], mayLeave: true })).toEqual({
    participants: [one, { ...one, kind: 'other' }],
    transfer: undefined,
    mayLeave: true,
  })
  expect(readParticipants({ participants: 'all' })).toBeUndefined()
})

describe('a command', () => {
  it('is passed on as typed, and never sent', async () => {
    const { send, invoked } = started()
    expect(await send('/transfer warm Support (EU)')).toBe('held')
    await soon(() => requests).toEqual([
      {
        path: '/api/transfers',
        body: { taskSid: aTask().taskSid, target: { name: 'Support (EU)' }, mode: 'warm' },
      },
    ])
    await soon(() => invoked.map(({ name }) => name)).toEqual(['SetInputText'])
  })

  it('that is refused makes a notice with the matches, stays in the field, and can be given again', async () => {
    const { send, notices, invoked } = started()
    const refused = { code: 'ambiguous-target', message: 'More than one.', retryable: false, found: ['Ben', 'Bea'] }
    answer = () => Response.json(refused, { status: 409 })
    await send('/transfer b')
    await soon(() => notices).toEqual([{ id: 'EscalateProblem', text: 'More than one matches this name: Ben · Bea' }])
    await soon(() => invoked.at(-1)?.payload).toMatchObject({ body: '/transfer b' })
    answer = () => Response.json(aTransfer('requested'), { status: 202 })
    await send('/transfer ben')
    await soon(() => requests).toHaveLength(2)
  })

  it('without a name opens Flex’s own list, and makes no request', async () => {
    const { send, invoked } = started()
    await send('/transfer')
    await soon(() => invoked.map(({ name }) => name)).toContain('ShowDirectory')
    expect(requests).toEqual([])
  })

  it('to cancel takes back a ringing transfer, and makes a notice where there is none', async () => {
    const { send, notices, changes } = started()
    await send('/transfer cancel')
    expect(notices).toEqual([{ id: 'EscalateHint', text: 'There is no transfer to cancel.' }])
    changes([aTask(1, onTask('ringing'))])
    answer = () => Response.json(aTransfer('cancelled'), { status: 202 })
    await send('/transfer cancel')
    await soon(() => requests).toEqual([{ path: `/api/transfers/${transferId()}/cancel`, body: undefined }])
    await soon(() => notices.map(({ id }) => id)).toEqual([
      'EscalateHint',
      'EscalateTransferRinging',
      'EscalateTransferCancelled',
    ])
  })
})

describe('an agent gets a notice', () => {
  it('once of each end of a transfer, with its own id, and not of an earlier end', async () => {
    const { changes, notices } = started([aTask(1, onTask('ringing'))])
    changes([aTask(1, onTask('ringing'))])
    expect(notices).toEqual([])
    for (const [word, id] of [
      ['declined', 'EscalateTransferDeclined'],
      ['declined', undefined],
    ] as const) {
      notices.length = 0
      changes([aTask(1, onTask(word))])
      expect(notices.map((each) => each.id)).toEqual(id ? [id] : [])
    }
    for (const [word, id] of [
      ['completed', 'Done'],
      ['unanswered', 'Unanswered'],
      ['failed', 'Failed'],
    ] as const) {
      const other = started([aTask(1, onTask('ringing'))])
      other.changes([aTask(1, onTask(word, { why: 'not-released', code: 20404 }))])
      expect(other.notices.map((each) => each.id)).toEqual([`EscalateTransfer${id}`])
      if (word === 'failed') expect(other.notices[0]?.text).toMatch(/Leave the conversation yourself\. \(20404\)$/)
    }
  })

  it('once of the sender of a conversation, on acceptance', () => {
    const escalate = { transfer: { id: transferId(), state: 'incoming', mode: 'cold', from: 'Ada', note: 'Angry' } }
    const { changes, notices } = started([aTask(1, { escalate, status: 'pending' })])
    changes([aTask(1, { escalate })])
    changes([aTask(1, { escalate })])
    expect(notices).toEqual([{ id: 'EscalateTransferred', text: 'Transferred from Ada: Angry' }])
  })

  it('of the matches for a command that came by the webhook', async () => {
    const refused = { code: 'ambiguous-target', message: 'More than one.', found: ['Ben', 'Bea', 7] }
    const { changes, notices } = started()
    changes([aTask(1, { escalate: { refused, revision: 1 } })])
    await soon(() => notices).toEqual([{ id: 'EscalateProblem', text: 'More than one matches this name: Ben · Bea' }])
  })
})

describe('leaving', () => {
  it('is held while a transfer rings on the task, named whole or by its sid', async () => {
    for (const payload of [{ task: aTask(1, onTask('ringing')) }, { sid: aTask().sid }]) {
      const { does, notices } = started([aTask(1, onTask('ringing'))])
      expect(await does('WrapupTask', payload)).toBe('held')
      expect(notices.map(({ id }) => id)).toEqual(['EscalateHeld'])
    }
    expect(requests).toEqual([])
  })

  it('is Flex’s own wrap-up where no other agent is there', async () => {
    answer = () => Response.json(nobodyElse)
    expect(await started([aTask(1, onTask('declined'))]).does('WrapupTask', { sid: aTask().sid })).toBe('done')
  })

  it.each([
    ['yes', true, ['/api/transfers/participants', '/api/transfers/leave']],
    ['no', false, ['/api/transfers/participants']],
  ])('ends nothing where others stay; after a %s the requests are %j', async (_, isYes, asked) => {
    answer = (path) => Response.json(path.endsWith('/leave') ? { left: true } : { ...nobodyElse, mayLeave: true })
    const { does, invoked, added } = started()
    const left = does('WrapupTask', { sid: aTask().sid })
    await soon(() => questionIn(added)?.title).toBe('Leave the conversation?')
    questionIn(added)?.answer(isYes)
    expect(await left).toBe('held')
    expect(invoked).toEqual([])
    expect(requests.map(({ path }) => path)).toEqual(asked)
  })

  it('is not held up by a server that answers 404', async () => {
    answer = () => new Response('', { status: 404 })
    expect(await started().does('WrapupTask', { sid: aTask().sid })).toBe('done')
  })

  it('is held up for 3 s by a server that does not answer, and no longer', async () => {
    vi.useFakeTimers()
    answer = () => new Promise<never>(() => {})
    const outcomes: string[] = []
    void started()
      .does('WrapupTask', { sid: aTask().sid })
      .then((outcome) => outcomes.push(outcome))
    await vi.advanceTimersByTimeAsync(2_999)
    expect(outcomes).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(outcomes).toEqual(['done'])
  })

  it('makes no request where our transfer is off', async () => {
    const off = started([aTask()], { transfer: false })
    expect(await off.does('WrapupTask', { sid: aTask().sid })).toBe('done')
    expect(requests).toEqual([])
  })
})

it('a plugin without video has only transfer, and holds /video back', async () => {
  const { added, send, notices, registered } = started([aTask()], { video: false })
  expect(added['TaskCanvasHeader']?.map(({ child }) => child.key)).toEqual(['escalate-transfer'])
  expect(added['TaskCanvasTabs']).toHaveLength(1)
  expect(registered).toHaveLength(12)
  expect(await send('/video')).toBe('held')
  expect(notices).toEqual([{ id: 'EscalateHeld', text: 'This is not available here.' }])
})
