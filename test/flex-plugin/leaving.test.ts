import { describe, expect, it } from 'vitest'
import { createAsking } from '../../flex-plugin/src/guards/asking.ts'
import { aServer, onTask, questionIn, soon, started } from './a-plugin.ts'
import { aTask, aTransfer, conversation } from './a-task.ts'

const at = aServer()

describe('leaving a task', () => {
  const leaves = (state: string, payload: object) => {
    const { flex, added } = started([aTask(1, onTask(state))])
    const left = flex.Actions.invokeAction('WrapupTask', payload).then(
      () => 'left',
      () => 'stayed',
    )
    return { left, question: () => questionIn(added) }
  }

  it.each([
    ['as a whole', { task: aTask(1, onTask('live')) }],
    ['by its sid', { sid: aTask().sid }],
  ])('follows the agent’s answer while a participant is in the room, with the task named %s', async (_, payload) => {
    for (const [isYes, outcome] of [
      [true, 'left'],
      [false, 'stayed'],
    ] as const) {
      const { left, question } = leaves('live', payload)
      await soon(question).toBeDefined()
      question()?.answer(isYes)
      expect(await left).toBe(outcome)
    }
  })

  it.each([
    ['task', { task: aTask(1, onTask('live')) }],
    ['sid', { sid: aTask().sid }],
  ])(
    'CompleteTask with the payload’s `%s`, while a participant is in the room, is done after a yes and not after a no',
    async (_, payload) => {
      for (const [isYes, done] of [
        [false, []],
        [true, ['CompleteTask']],
      ] as const) {
        const { flex, added, invoked } = started([aTask(1, onTask('live'))])
        const completes = flex.Actions.invokeAction('CompleteTask', payload).catch(() => undefined)
        await soon(() => questionIn(added)).toMatchObject({
          text: '“Complete” also ends the video call for the customer.',
        })
        expect(invoked).toEqual([])
        questionIn(added)?.answer(isYes)
        await completes
        expect(invoked.map(({ name }) => name)).toEqual(done)
      }
    },
  )

  it('asks nothing while nobody is in the room, or for another task', async () => {
    for (const state of ['invited', 'ended', 'paused'])
      expect(await leaves(state, { sid: aTask().sid }).left).toBe('left')
    expect(await leaves('live', { sid: aTask(2).sid }).left).toBe('left')
  })

  it('answers a question with no when another question replaces it', async () => {
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
  const tries = async (action: string, payload: object, transfer = true, more: object = {}, isFlexs = false) => {
    const voice = aTask(2, { taskChannelUniqueName: 'voice', attributes: {} })
    at.server = () => new Response(JSON.stringify(aTransfer('requested')), { status: 202 })
    const escalate = { server: 'https://x.example.com', transfer, ...more }
    const { flex, invoked, notices, transfersConfig } = started([aTask(), voice], escalate)
    transfersConfig.enabled = isFlexs
    await flex.Actions.invokeAction(action, payload).catch(() => undefined)
    return { actions: () => invoked.map(({ name }) => name), notices }
  }

  it('of a chat goes to the server by both of Flex’s actions while ours is on', async () => {
    const [toSid, targetSid] = [`WQ${'0'.repeat(32)}`, `WK${'0'.repeat(32)}`]
    const { flexInteractionSid: interactionSid } = aTask().attributes
    for (const [action, payload] of [
      ['TransferTask', { task: aTask(), targetSid, options: { mode: 'WARM' } }],
      ['StartChannelTransfer', { conversationSid: conversation(), toSid }],
      ['StartChannelTransfer', { interactionSid, toSid }],
    ] as const)
      await soon((await tries(action, payload)).actions).toEqual(['HideDirectory'])
    expect(at.requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ['/api/transfers', { taskSid: aTask().taskSid, target: { worker: targetSid }, mode: 'warm' }],
      ['/api/transfers', { taskSid: aTask().taskSid, target: { queue: toSid }, mode: 'cold' }],
      ['/api/transfers', { taskSid: aTask().taskSid, target: { queue: toSid }, mode: 'cold' }],
    ])
  })

  it('without a target is stopped with a notice, and makes no request', async () => {
    const { actions, notices } = await tries('StartChannelTransfer', { conversationSid: conversation() })
    expect(notices.map(({ id }) => id)).toEqual(['EscalateProblem'])
    expect([actions(), at.requests]).toEqual([[], []])
  })

  it.each([
    ['Flex’s own is switched on', undefined, true, false],
    ['another plugin transfers chats', 'others', false, false],
    ['Flex’s own is switched on, but they are to be ours', 'ours', true, true],
  ])('of a chat where %s', async (_, transferActions, isFlexs, isOurs) => {
    for (const action of ['TransferTask', 'StartChannelTransfer', 'ChatTransferTask']) {
      const target = `WQ${'0'.repeat(32)}`
      const payload = { conversationSid: conversation(), toSid: target, targetSid: target }
      const { actions } = await tries(action, payload, true, { transferActions }, isFlexs)
      await soon(actions).toEqual([isOurs ? 'HideDirectory' : action])
    }
    expect(at.requests).toHaveLength(isOurs ? 3 : 0)
  })

  it('that Twilio’s template turns into its own action is requested once, in either order', async () => {
    for (const order of [
      ['TransferTask', 'ChatTransferTask'],
      ['ChatTransferTask', 'TransferTask'],
    ]) {
      at.requests.length = 0
      const { flex, invoked } = started([aTask()], { server: 'https://x.example.com', transfer: true })
      const payload = { task: aTask(), targetSid: `WK${'0'.repeat(32)}` }
      await Promise.allSettled(order.map((action) => flex.Actions.invokeAction(action, payload)))
      await soon(() => invoked.map(({ name }) => name)).toEqual(['HideDirectory'])
      expect(at.requests).toHaveLength(1)
    }
  })

  it('of a call is Flex’s, and of a chat while ours is off', async () => {
    for (const [action, payload, isOurs] of [
      ['TransferTask', { sid: aTask(2).sid }, true],
      ['TransferTask', { task: aTask() }, false],
      ['StartChannelTransfer', { conversationSid: conversation() }, false],
    ] as const)
      expect((await tries(action, payload, isOurs)).actions()).toEqual([action])
    expect(at.requests.filter(({ path }) => path.startsWith('/api/transfers'))).toEqual([])
  })
})

it('an accepted call keeps its options, except for the beeps of agent and customer where they are off', async () => {
  const voice = aTask(1, { taskChannelUniqueName: 'voice', attributes: {} })
  for (const [quietConference, options] of [
    [false, { endConferenceOnExit: true }],
    [true, { endConferenceOnExit: true, beep: 'false', beepOnCustomerEntrance: false }],
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
