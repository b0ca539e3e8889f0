import { describe, expect, it } from 'vitest'
import { EscalatePlugin } from '../../flex-plugin/src/plugin.tsx'
import { aServer, onTask, soon, started } from './a-plugin.ts'
import { aTask, aView, conversation, idOf } from './a-task.ts'
import { fakeFlex } from './fake-flex.ts'

const at = aServer()

describe('the plugin', () => {
  it('registers one of each component before its start is over', () => {
    const { added, registered, listeners } = started()
    expect(Object.fromEntries(Object.entries(added).map(([where, all]) => [where, all.length]))).toEqual({
      TaskCanvasHeader: 1,
      TaskCanvasTabs: 1,
      MessageInput: 2,
      MessageInputV2: 2,
      MainContainer: 1,
    })
    expect(registered).toEqual(['EscalateDone', 'EscalateHint', 'EscalateWaiting', 'EscalateHeld', 'EscalateProblem'])
    expect([...listeners.keys()].sort()).toEqual([
      'beforeCompleteTask',
      'beforeSendMessage',
      'beforeSendTyping',
      'beforeTransferTask',
      'beforeWrapupTask',
    ])
  })

  it('registers nothing where it is not set up, and only the hook for calls where it does nothing for chats', () => {
    for (const [escalate, names] of [
      [null, []],
      [{ server: 'https://x.example.com', video: false }, ['beforeTransferTask']],
    ] as const) {
      const { added, registered, listeners, notices } = started([], escalate)
      expect([added, registered, [...listeners.keys()], notices]).toEqual([{}, [], names, []])
    }
  })

  it.each([
    ['agent', 0],
    ['supervisor', 1],
    ['admin', 1],
  ])('adds the link to the supervisor page for the role %s %i times', (role, n) => {
    const { flex, manager, added } = fakeFlex([], { server: 'https://x.example.com' }, [role])
    new EscalatePlugin().init(flex, manager)
    expect(added['MainHeader'] ?? []).toHaveLength(n)
  })

  it('shows a notice where the set-up is half-done', () =>
    expect(started([], { server: 'ftp://x' }).notices).toEqual([
      { id: 'EscalateProblem', text: expect.stringContaining('not set up') },
    ]))

  it('listens to Flex’s transfers of chats only where our transfer is on', () => {
    const names = ['beforeStartChannelTransfer', 'beforeChatTransferTask']
    for (const transfer of [true, false]) {
      const { listeners } = started([], { server: 'https://x.example.com', transfer })
      expect(names.filter((name) => listeners.has(name))).toEqual(transfer ? names : [])
    }
  })

  it('shows the tab only while a video runs', () => {
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
  it('goes to the server and not to the customer, and the field is empty afterwards', async () => {
    const { send, sent, written } = started()
    expect(await send('/video')).toBe('held')
    await soon(() => at.requests).toEqual([
      {
        method: 'POST',
        path: '/api/escalations',
        body: JSON.stringify({ taskSid: aTask().taskSid }),
        token: 'Bearer flex-token',
      },
    ])
    await soon(written).toEqual([''])
    expect(sent()).toEqual([])
  })

  it('given three times at once goes to the server once', async () => {
    const { send, written } = started()
    await Promise.all([send('/video'), send('/video'), send(' /VIDEO ')])
    await soon(written).toEqual(['', '', ''])
    expect(at.requests).toHaveLength(1)
  })

  it('that is unknown is held back with its text, and sent only when it is repeated at once', async () => {
    const { send, sent, written, notices } = started()
    expect(await send('/vidoe')).toBe('held')
    await soon(written).toEqual(['/vidoe'])
    expect(notices.map(({ id }) => id)).toEqual(['EscalateHeld'])
    expect(await send('/vidoe')).toBe('sent')
    expect(await send('/vidoe')).toBe('held')
    expect(await send('/vidoes')).toBe('held')
    expect(sent()).toMatchObject([{ body: '/vidoe' }])
  })

  it('that is switched off is held back each of three times', async () => {
    const { send, sent } = started()
    for (let n = 0; n < 3; n += 1) expect(await send('/transfer sales')).toBe('held')
    expect(sent()).toEqual([])
  })

  it('with two slashes is sent with one, and a mark for the webhook', async () => {
    const { send, sent } = started()
    expect(await send('//video')).toBe('sent')
    expect(sent()).toMatchObject([{ body: '\u2060/video' }])
    expect(at.requests).toEqual([])
  })

  it('is sent as text without a task, in wrap-up, and in a task that is no chat', async () => {
    const voice = aTask(3, { attributes: { conversationSid: conversation(3) } })
    const { send } = started([aTask(2, { status: 'wrapping' }), voice])
    for (const n of [1, 2, 3]) expect(await send('/video', n)).toBe('sent')
    expect(at.requests).toEqual([])
  })

  it('about a missing video makes a notice, and no request', async () => {
    const { send, notices, written } = started()
    for (const body of ['/video end', '/video resend', '/video status']) await send(body)
    await soon(written).toEqual(['', '', ''])
    expect(at.requests).toEqual([])
    expect(notices.map(({ text }) => text)).toEqual(Array(3).fill('There is no video in this chat.'))
  })

  it('about an existing video goes to the server', async () => {
    const { send, notices } = started([aTask(1, onTask('invited'))])
    at.server = () => new Response(JSON.stringify(aView('invited')), { status: 202 })
    await send('/video resend')
    await soon(() => notices.map(({ id }) => id)).toEqual(['EscalateDone'])
    await send('/video end')
    await soon(() => at.requests.map(({ path }) => path)).toEqual([
      `/api/escalations/${idOf()}/resend`,
      `/api/escalations/${idOf()}/end`,
    ])
    expect(notices.map(({ id }) => id)).toEqual(['EscalateDone'])
  })
})

describe('typing', () => {
  it('of a command is not reported, and that of a text is', async () => {
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
    ['refuses', () => new Response(refusal('still-ending'), { status: 409 }), 'The last video call is still ending'],
    ['does not know the token', () => new Response(refusal('bad-token'), { status: 401 }), 'has expired'],
    ['answers HTML', () => new Response('<html>hello</html>'), 'could not be read'],
    ['answers nothing', () => new Response(null, { status: 204 }), 'could not be read'],
    ['answers about another task', () => new Response(JSON.stringify(aView('requested', 2))), 'could not be read'],
  ])('%s makes one readable notice and no tab, and the next start works', async (_, answer, words) => {
    const { send, notices, added } = started()
    const isTabShown = () => added['TaskCanvasTabs']?.[0]?.options.if?.({ task: aTask() })
    at.server = answer
    await send('/video')
    await soon(() => notices).toEqual([{ id: 'EscalateProblem', text: expect.stringContaining(words) }])
    expect(isTabShown()).toBe(false)
    at.server = () => new Response(JSON.stringify(aView('requested')), { status: 202 })
    await send('/video')
    await soon(isTabShown).toBe(true)
    expect(notices).toHaveLength(1)
  })
})

it('a refusal that arrives by the webhook makes one notice, and an earlier one makes none', async () => {
  const refused = { code: 'agent-busy', message: 'You are busy.', taskSid: aTask(2).taskSid }
  const on = (revision: number, more: object) => aTask(1, { escalate: { video: null, revision, ...more } })
  const { changes, notices } = started([on(1, { refused }), aTask(2)])
  changes([on(1, { refused }), aTask(2)])
  expect(notices).toEqual([])
  changes([on(2, { refused }), aTask(2)])
  changes([on(2, { refused }), aTask(2)])
  changes([on(3, { refused: 'so what' })])
  await soon(() => notices).toEqual([{ id: 'EscalateProblem', text: expect.stringContaining('with Customer 2') }])
})
