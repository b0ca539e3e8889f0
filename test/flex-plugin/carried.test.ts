import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EscalatePlugin } from '../../flex-plugin/src/plugin.tsx'
import { soon } from './a-plugin.ts'
import { aTask, aTransfer, conversation } from './a-task.ts'
import { fakeFlex } from './fake-flex.ts'

let asked: unknown[]

beforeEach(() => {
  vi.stubGlobal('__FPB_PLUGIN_UNIQUE_NAME', 'plugin-escalate')
  vi.stubGlobal('__FPB_PLUGIN_VERSION', '0.0.0')
  asked = []
  vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit = {}) => {
    if (String(url).endsWith('/events')) return new Response(new ReadableStream())
    asked.push(JSON.parse(String(init.body)))
    return Response.json(aTransfer('requested'), { status: 202 })
  })
})
afterEach(() => void vi.unstubAllGlobals())

const hex = '9'.repeat(32)
/** Flex's answer to an action that stores a note, or requests a summary. */
const notes = (action: string, payload: object) => {
  if (action === 'FetchTransferAISummary') return { sid: 'KQ3', generated_summary: 'Long story' }
  return action === 'SubmitNotes' ? { sid: 'KQ1', summary: '', ...payload } : undefined
}

function started() {
  const fake = fakeFlex([aTask()], { server: 'https://x.example.com', transfer: true }, ['agent'], notes)
  new EscalatePlugin().init(fake.flex, fake.manager)
  const invokes = (name: string, payload: object) =>
    fake.flex.Actions.invokeAction(name, payload).then(
      (answer) => answer ?? 'done',
      () => 'held',
    )
  return { ...fake, invokes }
}

const task = aTask()
/** As the genuine Flex UI 2.17 invokes them. */
const native = {
  ChatTransferTask: { task, sid: task.sid, targetSid: `WK${hex}`, options: { mode: 'COLD' } },
  TransferTask: { task, sid: task.sid, targetSid: `WK${hex}`, options: { mode: 'WARM' } },
  StartChannelTransfer: {
    instanceSid: `GO${hex}`,
    interactionSid: task.attributes['flexInteractionSid'],
    channelSid: task.attributes['flexInteractionChannelSid'],
    fromSid: `UT${hex}`,
    toSid: `WK${hex}`,
    notesSid: null,
    summarySid: undefined,
    conversationSid: conversation(),
  },
} as const
const given = (mode: string) => ({ taskSid: task.taskSid, target: { worker: `WK${hex}` }, mode })

describe('the payload of a transfer', () => {
  it.each([
    ['TransferTask', 'warm'],
    ['ChatTransferTask', 'cold'],
    ['StartChannelTransfer', 'cold'],
  ] as const)('of %s is passed on as far as its fields are known', async (action, mode) => {
    const { invokes, notices } = started()
    expect(await invokes(action, native[action])).toBe('held')
    await soon(() => asked).toEqual([given(mode)])
    expect(notices).toEqual([])
  })

  it.each([
    ['TransferTask', { priority: 5 }, 'priority'],
    ['ChatTransferTask', { attributes: '{}' }, 'attributes'],
    ['TransferTask', { options: { mode: 'COLD', attributes: '{"vip":true}' } }, 'attributes'],
    ['TransferTask', { options: { mode: 'COLD', priority: '1' } }, 'priority'],
    ['StartChannelTransfer', { reason: 'busy' }, 'reason'],
    ['StartChannelTransfer', { dispositionSid: 'x' }, 'dispositionSid'],
  ] as const)('of %s with %j is refused with a notice, and nothing happens', async (action, more, name) => {
    const { invokes, notices, invoked } = started()
    expect(await invokes(action, { ...native[action], ...more })).toBe('held')
    expect(notices).toEqual([{ id: 'EscalateProblem', text: `“${name}” cannot be included. Nothing was done.` }])
    expect([asked, invoked]).toEqual([[], []])
  })

  it('with empty fields is passed on', async () => {
    const { invokes, notices } = started()
    await invokes('StartChannelTransfer', { ...native.StartChannelTransfer, reason: '', labels: [], rank: undefined })
    await soon(() => asked).toHaveLength(1)
    expect(notices).toEqual([])
  })
})

describe('a note', () => {
  const transfer = (more: object) => ({ ...native.StartChannelTransfer, ...more })

  it('that was written in Flex’s own form goes along as text, and Flex’s answer is unchanged', async () => {
    const { invokes } = started()
    expect(await invokes('SubmitNotes', { notes: 'Wants ½ back' })).toMatchObject({ sid: 'KQ1' })
    await invokes('StartChannelTransfer', transfer({ notesSid: 'KQ1' }))
    await soon(() => asked).toEqual([{ ...given('cold'), note: 'Wants ½ back' }])
  })

  it('is followed by the summary that Twilio made, or the agent edited', async () => {
    const { invokes } = started()
    await invokes('SubmitNotes', { notes: 'Be kind' })
    await invokes('FetchTransferAISummary', {})
    await invokes('StartChannelTransfer', transfer({ notesSid: 'KQ1', summarySid: 'KQ3' }))
    await soon(() => asked).toEqual([{ ...given('cold'), note: 'Be kind\n\nLong story' }])
  })

  it('goes along a second time after the first transfer was refused: Flex does not submit it again', async () => {
    const { invokes } = started()
    await invokes('SubmitNotes', { notes: 'Be kind' })
    for (const n of [1, 2]) {
      await invokes('StartChannelTransfer', transfer({ notesSid: 'KQ1' }))
      await soon(() => asked).toHaveLength(n)
    }
    expect(asked).toEqual(Array(2).fill({ ...given('cold'), note: 'Be kind' }))
  })

  it.each(['notesSid', 'summarySid'])('whose text is unknown is refused with a notice (%s)', async (name) => {
    const { invokes, notices } = started()
    expect(await invokes('StartChannelTransfer', transfer({ [name]: 'KQ7' }))).toBe('held')
    expect(notices).toEqual([{ id: 'EscalateProblem', text: expect.stringMatching(/^The note could not be read/) }])
    expect(asked).toEqual([])
  })

  it('is read although another plugin replaced the action, too', async () => {
    const { invokes, flex } = started()
    flex.Actions.replaceAction('SubmitNotes', (payload, original, next = original) => next(payload))
    await invokes('SubmitNotes', { notes: 'Be kind' })
    await invokes('StartChannelTransfer', transfer({ notesSid: 'KQ1' }))
    await soon(() => asked).toEqual([{ ...given('cold'), note: 'Be kind' }])
  })
})

describe('a command in the composer', () => {
  const send = (more: object) => ({ conversationSid: conversation(), body: '/transfer Ben', ...more })

  it.each(['attachedFiles', 'htmlBody', 'subject'])(
    'with %s is refused with a notice, and its text stays',
    async (name) => {
      const { invokes, notices, invoked } = started()
      expect(await invokes('SendMessage', send({ [name]: name === 'attachedFiles' ? [{ name: 'a.png' }] : 'x' }))).toBe(
        'held',
      )
      expect(notices).toEqual([{ id: 'EscalateHeld', text: `“${name}” cannot be included. Nothing was done.` }])
      await soon(() => invoked).toMatchObject([{ name: 'SetInputText', payload: { body: '/transfer Ben' } }])
      expect(asked).toEqual([])
    },
  )

  it('with no files, and with the fields that Flex and others add to every message, is a command', async () => {
    const { invokes } = started()
    await invokes('SendMessage', send({ attachedFiles: [], conversation: {}, messageAttributes: { mine: true } }))
    await soon(() => asked).toEqual([{ taskSid: task.taskSid, target: { name: 'Ben' }, mode: 'cold' }])
  })
})
