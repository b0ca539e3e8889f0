import { cloneElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Task } from '../../flex-plugin/src/flex/flex.ts'
import type { Declines } from '../../flex-plugin/src/video-request/decline.ts'
import { aServer, started } from './a-plugin.ts'
import { aTask, conversation, idOf } from './a-task.ts'

const at = aServer()
const id = `vr-${conversation().slice(2)}-m1`
const asking = (more: object = {}, rest: object = {}) =>
  aTask(1, { escalate: { videoRequest: { id, askedAt: 1 }, ...more, revision: 1 }, ...rest })

/** The plugin at work, its notice as Flex would draw it above the message field, and the notice's own commands. */
function plugin(task: Task, escalate?: object) {
  const flex = started([task], escalate)
  const child = flex.added['MessageInputV2']?.find((each) => each.child.key === 'escalate-request')?.child
  const { declines }: { readonly declines?: Declines } = child?.props ?? {}
  const drawn = () => (child ? renderToStaticMarkup(cloneElement(child, { conversationSid: conversation() })) : '')
  return { ...flex, drawn, decline: async (request = id) => declines?.decline(request) }
}

describe('the notice that the customer asks for video', () => {
  it('is above the message field of the chat, with one press to invite and one to decline', () => {
    const text = plugin(asking()).drawn()
    expect(text).toContain('The customer asks for video.')
    expect([...text.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, name]) => name)).toEqual(['Invite', 'Decline'])
  })

  it.each([
    ['the task does not say so', aTask()],
    ['another task’s attributes were copied', asking({ taskSid: `WT${'9'.repeat(32)}` })],
    ['the agent has not accepted', asking({}, { status: 'pending' })],
    ['the task is in wrap-up', asking({}, { status: 'wrapping' })],
    ['a video is under way', asking({ video: { id: idOf(), state: 'live' } })],
    ['a video is paused', asking({ video: { id: idOf(), state: 'paused' } })],
  ])('is not there when %s', (_, task) => {
    expect(plugin(task).drawn()).toBe('')
  })

  it('is there after a video that is over, and nowhere while video is off', () => {
    expect(plugin(asking({ video: { id: idOf(), state: 'ended' } })).drawn()).not.toBe('')
    expect(plugin(asking(), { server: 'https://x.example.com', video: false, transfer: true }).drawn()).toBe('')
  })
})

describe('a decline', () => {
  it('goes to the server once, with the agent’s token, and the notice is away at once', async () => {
    at.server = () => new Response(JSON.stringify({ id, state: 'declined' }), { status: 202 })
    const { drawn, decline, notices } = plugin(asking())
    await Promise.all([decline(), decline()])
    expect(at.requests).toEqual([
      { method: 'POST', path: `/api/video-requests/${id}/decline`, body: '', token: 'Bearer flex-token' },
    ])
    expect([drawn(), notices]).toEqual(['', []])
  })

  it('that is refused leaves the notice, and the agent reads why', async () => {
    at.server = () => Response.json({ code: 'not-your-task', message: 'No.', retryable: false }, { status: 403 })
    const { drawn, decline, notices } = plugin(asking())
    await decline()
    expect(notices).toEqual([{ id: 'EscalateProblem', text: 'This task is not assigned to you.' }])
    expect(drawn()).not.toBe('')
  })
})
