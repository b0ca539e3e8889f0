import { describe, expect, it } from 'vitest'
import type { App } from '../../flex-plugin/src/app.ts'
import { createAsking } from '../../flex-plugin/src/guards/asking.ts'
import { aServer, onTask, settled, started } from './a-plugin.ts'
import { aTask, aTransfer, conversation } from './a-task.ts'

const at = aServer()

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

  it('is done for a yes, and not for a no', async () => {
    for (const [isYes, done] of [
      [true, ['WrapupTask']],
      [false, []],
    ] as const) {
      const { flex, invoked, added } = started([aTask(1, onTask('live'))])
      const left = flex.Actions.invokeAction('WrapupTask', { sid: aTask().sid }).catch(() => undefined)
      await settled()
      // The frame has the dialog in it.
      const { app }: { readonly app?: App } = added['MainContainer']?.[0]?.child.props ?? {}
      app?.asking.get()?.answer(isYes)
      await left
      expect(invoked.map(({ name }) => name)).toEqual(done)
    }
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
    at.server = () => new Response(JSON.stringify(aTransfer('requested')), { status: 202 })
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
    expect(at.requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ['/api/transfers', { taskSid: aTask().taskSid, target: { worker: targetSid }, mode: 'warm' }],
      ['/api/transfers', { taskSid: aTask().taskSid, target: { queue: toSid }, mode: 'cold' }],
      ['/api/transfers', { taskSid: aTask().taskSid, target: { queue: toSid }, mode: 'cold' }],
    ])
  })

  it('to nobody in particular is stopped, too, and said', async () => {
    expect(await tries('StartChannelTransfer', { conversationSid: conversation() })).toEqual([])
    expect(at.requests).toEqual([])
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
