import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAsking } from '../../flex-plugin/src/guards/asking.ts'
import { EscalatePlugin } from '../../flex-plugin/src/plugin.tsx'
import { aTask, aTransfer, aView, conversation, idOf } from './a-task.ts'
import { fakeFlex } from './fake-flex.ts'

let requests: { readonly method: string; readonly path: string; readonly body: string; readonly token: string | null }[]
let server: (path: string) => Response | Promise<Response>

beforeEach(() => {
  vi.stubGlobal('__FPB_PLUGIN_UNIQUE_NAME', 'plugin-escalate')
  vi.stubGlobal('__FPB_PLUGIN_VERSION', '0.0.0')
  requests = []
  server = () => new Response(JSON.stringify(aView('requested')), { status: 202 })
  vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit = {}) => {
    const { pathname } = new URL(url)
    const token = new Headers(init.headers).get('authorization')
    if (pathname.endsWith('/events'))
      return new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })
    requests.push({ method: init.method ?? 'GET', path: pathname, body: String(init.body ?? ''), token })
    return server(pathname)
  })
})
afterEach(() => void vi.unstubAllGlobals())

const settled = () => new Promise((over) => setTimeout(over, 20))
const onTask = (state: string) => ({ escalate: { video: { id: idOf(), state }, revision: 1 } })

function started(tasks = [aTask()], escalate?: object | null) {
  const fake = fakeFlex(tasks, escalate === null ? undefined : (escalate ?? { server: 'https://x.example.com' }))
  new EscalatePlugin().init(fake.flex, fake.manager)
  const send = (body: string, n = 1) =>
    fake.flex.Actions.invokeAction('SendMessage', { conversationSid: conversation(n), body }).then(
      () => 'sent',
      () => 'held',
    )
  const sent = () => fake.invoked.filter(({ name }) => name === 'SendMessage').map(({ payload }) => payload)
  const written = () =>
    fake.invoked.filter(({ name }) => name === 'SetInputText').map(({ payload }) => (payload as { body: string }).body)
  return { ...fake, send, sent, written }
}

describe('what is registered', () => {
  it('is one of each, at once, and fast', () => {
    // The best of a few: other tests run beside this one.
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now()
      started()
      return performance.now() - began
    })
    expect(Math.min(...times)).toBeLessThan(50)
    const { added, registered, listeners } = started()
    expect(Object.fromEntries(Object.entries(added).map(([where, all]) => [where, all.length]))).toEqual({
      TaskCanvasHeader: 1,
      TaskCanvasTabs: 1,
      MessageInput: 1,
      MessageInputV2: 1,
      MainContainer: 1,
    })
    expect(registered).toEqual(['EscalateDone', 'EscalateHint', 'EscalateWaiting', 'EscalateHeld', 'EscalateProblem'])
    expect([...listeners.keys()].sort()).toEqual([
      'beforeCompleteTask',
      'beforeSendMessage',
      'beforeSendTyping',
      'beforeWrapupTask',
    ])
  })

  it('is nothing where it is switched off or not set up', () => {
    for (const escalate of [null, { server: 'https://x.example.com', video: false }]) {
      const { added, registered, listeners, notices } = started([], escalate)
      expect([added, registered, listeners.size, notices]).toEqual([{}, [], 0, []])
    }
  })

  it.each([
    ['agent', 0],
    ['supervisor', 1],
    ['admin', 1],
  ])('is a way to the supervisor’s page for an %s: %i', (role, n) => {
    const { flex, manager, added } = fakeFlex([], { server: 'https://x.example.com' }, [role])
    new EscalatePlugin().init(flex, manager)
    expect(added['MainHeader'] ?? []).toHaveLength(n)
  })

  it('is a notice where somebody set it up halfway', () =>
    expect(started([], { server: 'ftp://x' }).notices).toEqual([
      { id: 'EscalateProblem', text: expect.stringContaining('not set up') },
    ]))

  it('is about transfer only where our transfer is on', () => {
    const on = started([], { server: 'https://x.example.com', transfer: true })
    expect([...on.listeners.keys()]).toEqual(
      expect.arrayContaining(['beforeTransferTask', 'beforeStartChannelTransfer']),
    )
  })

  it('shows the tab only while there is a video', () => {
    const { added, changes } = started()
    const isShown = (task: unknown) => added['TaskCanvasTabs']?.[0]?.options.if?.({ task })
    expect([isShown(aTask()), isShown(undefined), isShown({})]).toEqual([false, false, false])
    changes([aTask(1, onTask('invited'))])
    expect(isShown(aTask(1))).toBe(true)
    changes([aTask(1, onTask('ended'))])
    expect(isShown(aTask(1))).toBe(false)
  })
})

describe('a command in the composer', () => {
  it('is done and never sent; the field is empty after it', async () => {
    const { send, sent, written } = started()
    expect(await send('/video')).toBe('held')
    await settled()
    expect(requests).toEqual([
      {
        method: 'POST',
        path: '/api/escalations',
        body: JSON.stringify({ taskSid: aTask().taskSid }),
        token: 'Bearer flex-token',
      },
    ])
    expect([sent(), written()]).toEqual([[], ['']])
  })

  it('given twice at once is one wish', async () => {
    const { send } = started()
    await Promise.all([send('/video'), send('/video'), send(' /VIDEO ')])
    await settled()
    expect(requests).toHaveLength(1)
  })

  it('that is unknown is held back once, with its text, and sent when it is meant', async () => {
    const { send, sent, written, notices } = started()
    expect(await send('/vidoe')).toBe('held')
    await settled()
    expect(written()).toEqual(['/vidoe'])
    expect(notices.map(({ id }) => id)).toEqual(['EscalateHeld'])
    expect(await send('/vidoe')).toBe('sent')
    expect(await send('/vidoe')).toBe('held')
    expect(await send('/vidoes')).toBe('held')
    expect(sent()).toMatchObject([{ body: '/vidoe' }])
  })

  it('that is switched off is held back however often it is sent', async () => {
    const { send, sent } = started()
    for (let n = 0; n < 3; n += 1) expect(await send('/transfer sales')).toBe('held')
    expect(sent()).toEqual([])
  })

  it('with two slashes is text', async () => {
    const { send, sent } = started()
    expect(await send('//video')).toBe('sent')
    expect(sent()).toMatchObject([{ body: '\u2060/video' }])
    expect(requests).toEqual([])
  })

  it('is no business of ours without a task, in wrap-up, and in voice', async () => {
    const voice = aTask(3, { attributes: { conversationSid: conversation(3) } })
    const { send } = started([aTask(2, { status: 'wrapping' }), voice])
    for (const n of [1, 2, 3]) expect(await send('/video', n)).toBe('sent')
    expect(requests).toEqual([])
  })

  it('about a video that is not there says so, and asks nobody', async () => {
    const { send, notices } = started()
    for (const body of ['/video end', '/video resend', '/video status']) await send(body)
    await settled()
    expect(requests).toEqual([])
    expect(new Set(notices.map(({ text }) => text))).toEqual(new Set(['There is no video in this chat.']))
  })

  it('about the one that is goes to the server', async () => {
    const { send, notices } = started([aTask(1, onTask('invited'))])
    server = () => new Response(JSON.stringify(aView('invited')), { status: 202 })
    await send('/video resend')
    await settled()
    await send('/video end')
    await settled()
    expect(requests.map(({ path }) => path)).toEqual([
      `/api/escalations/${idOf()}/resend`,
      `/api/escalations/${idOf()}/end`,
    ])
    expect(notices.map(({ id }) => id)).toEqual(['EscalateDone'])
  })
})

describe('typing', () => {
  it('of a command is told to nobody', async () => {
    const { flex, writes } = started()
    const types = (text: string) => {
      writes(conversation(), text)
      return flex.Actions.invokeAction('SendTyping', { conversation: { source: { sid: conversation() } } }).then(
        () => 'told',
        () => 'quiet',
      )
    }
    expect([await types('/v'), await types(' /video end'), await types('hello /'), await types('')]).toEqual([
      'quiet',
      'quiet',
      'told',
      'told',
    ])
  })
})

describe('a server that', () => {
  const refusal = (code: string) => JSON.stringify({ code, message: `${code}!`, retryable: false })
  it.each([
    ['refuses', () => new Response(refusal('still-ending'), { status: 409 }), 'still-ending!'],
    ['does not know the token', () => new Response(refusal('bad-token'), { status: 401 }), 'has expired'],
    ['answers HTML', () => new Response('<html>hello</html>'), 'cannot be read'],
    ['answers nothing', () => new Response(null, { status: 204 }), 'cannot be read'],
    ['answers about another task', () => new Response(JSON.stringify(aView('requested', 2))), 'cannot be read'],
  ])('%s leaves a readable notice, and everything as it was', async (_, answer, words) => {
    const { send, notices, added } = started()
    server = answer
    await send('/video')
    await settled()
    expect(notices).toEqual([{ id: 'EscalateProblem', text: expect.stringContaining(words) }])
    expect(added['TaskCanvasTabs']?.[0]?.options.if?.({ task: aTask() })).toBe(false)
    server = () => new Response(JSON.stringify(aView('requested')), { status: 202 })
    await send('/video')
    await settled()
    expect(added['TaskCanvasTabs']?.[0]?.options.if?.({ task: aTask() })).toBe(true)
  })
})

it('a refusal that came by the webhook is told once, and none that stood there before', () => {
  const refused = { code: 'agent-busy', message: `You are already in a video on task ${aTask(2).taskSid}.` }
  const on = (revision: number, more: object) => aTask(1, { escalate: { video: null, revision, ...more } })
  const { changes, notices } = started([on(1, { refused }), aTask(2)])
  changes([on(1, { refused }), aTask(2)])
  expect(notices).toEqual([])
  changes([on(2, { refused }), aTask(2)])
  changes([on(2, { refused }), aTask(2)])
  changes([on(3, { refused: 'so what' })])
  expect(notices).toEqual([{ id: 'EscalateProblem', text: expect.stringContaining('with Customer 2') }])
})

describe('leaving a task', () => {
  const leaves = async (state: string, payload: object) => {
    const { flex, invoked } = started([aTask(1, onTask(state))])
    const left = flex.Actions.invokeAction('WrapupTask', payload)
    await Promise.race([left, settled()])
    return invoked.map(({ name }) => name)
  }

  it('waits for an answer while somebody is in the room, whichever way the task is named', async () => {
    for (const payload of [{ task: aTask(1, onTask('live')) }, { sid: aTask().sid }])
      expect(await leaves('live', payload)).toEqual([])
  })

  it('is not held up otherwise', async () => {
    for (const state of ['invited', 'ended', 'paused'])
      expect(await leaves(state, { sid: aTask().sid })).toEqual(['WrapupTask'])
    expect(await leaves('live', { sid: aTask(2).sid })).toEqual(['WrapupTask'])
  })

  it('one question at a time: a later one is not answered by the earlier', async () => {
    const asking = createAsking()
    const question = { title: '', text: '', yes: '' }
    const first = asking.ask(question)
    const second = asking.ask(question)
    asking.get()?.answer(true)
    expect([await first, await second]).toEqual([false, true])
    expect(asking.get()).toBeUndefined()
  })
})

describe('transfer', () => {
  const tries = async (action: string, payload: object, transfer = true) => {
    const voice = aTask(2, { taskChannelUniqueName: 'voice', attributes: {} })
    server = () => new Response(JSON.stringify(aTransfer('requested')), { status: 202 })
    const { flex, invoked } = started([aTask(), voice], { server: 'https://x.example.com', transfer })
    await flex.Actions.invokeAction(action, payload).catch(() => undefined)
    await settled()
    return invoked.map(({ name }) => name)
  }

  it('of a chat is ours on both ways while ours is on', async () => {
    const [toSid, targetSid] = [`WQ${'0'.repeat(32)}`, `WK${'0'.repeat(32)}`]
    expect(await tries('TransferTask', { task: aTask(), targetSid, options: { mode: 'WARM' } })).toEqual([
      'HideDirectory',
    ])
    expect(await tries('StartChannelTransfer', { conversationSid: conversation(), toSid })).toEqual(['HideDirectory'])
    const { flexInteractionSid: interactionSid } = aTask().attributes
    expect(await tries('StartChannelTransfer', { interactionSid, toSid })).toEqual(['HideDirectory'])
    expect(requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ['/api/transfers', { taskSid: aTask().taskSid, target: { worker: targetSid }, mode: 'warm' }],
      ['/api/transfers', { taskSid: aTask().taskSid, target: { queue: toSid }, mode: 'cold' }],
      ['/api/transfers', { taskSid: aTask().taskSid, target: { queue: toSid }, mode: 'cold' }],
    ])
  })

  it('to nobody in particular is stopped, too, and said', async () => {
    expect(await tries('StartChannelTransfer', { conversationSid: conversation() })).toEqual([])
    expect(requests).toEqual([])
  })

  it('is Flex’s otherwise', async () => {
    expect(await tries('TransferTask', { sid: aTask(2).sid })).toEqual(['TransferTask'])
    expect(await tries('TransferTask', { task: aTask() }, false)).toEqual(['TransferTask'])
    expect(await tries('StartChannelTransfer', { conversationSid: conversation() }, false)).toEqual([
      'StartChannelTransfer',
    ])
  })
})

it('voice is left alone; the beep goes only where it is switched off', async () => {
  const voice = aTask(1, { taskChannelUniqueName: 'voice', attributes: {} })
  for (const [quietConference, options] of [
    [false, { endConferenceOnExit: true }],
    [true, { endConferenceOnExit: true, beep: 'false' }],
  ] as const) {
    const { flex, invoked } = started([voice], { server: 'https://x.example.com', quietConference })
    await flex.Actions.invokeAction('AcceptTask', { task: voice, conferenceOptions: { endConferenceOnExit: true } })
    await flex.Actions.invokeAction('AcceptTask', { task: aTask(2) })
    expect(invoked.map(({ payload }) => (payload as { conferenceOptions?: object }).conferenceOptions)).toEqual([
      options,
      undefined,
    ])
  }
})
