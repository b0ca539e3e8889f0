import { cloneElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { Task } from '../../flex-plugin/src/flex/flex.ts'
import { aServer, started } from './a-plugin.ts'
import { aTask } from './a-task.ts'

aServer()

/** The plugin's components in the header of a task. Flex gives the task to added components. */
function header(task: Task): string {
  const { added } = started([task])
  return (added['TaskCanvasHeader'] ?? [])
    .map(({ child }) => renderToStaticMarkup(cloneElement(child, { task })))
    .join()
}

const button = 'data-testid="escalate-video"'

it('the video button is drawn for a chat that its agent has accepted', () => {
  expect(header(aTask())).toContain(button)
})

const { attributes } = aTask()
it.each([
  ['a voice task', aTask(1, { taskChannelUniqueName: 'voice', attributes: { call_sid: `CA${'1'.repeat(32)}` } })],
  ['an e-mail', aTask(1, { taskChannelUniqueName: 'email', attributes: { ...attributes, channelType: 'email' } })],
  ['a chat that is pending', aTask(1, { status: 'pending' })],
  ['a chat in wrap-up', aTask(1, { status: 'wrapping' })],
])('the video button is not drawn for %s', (_, task) => {
  expect(header(task)).toBe('')
})
