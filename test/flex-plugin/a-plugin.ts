import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { App } from '../../flex-plugin/src/app.ts'
import { EscalatePlugin } from '../../flex-plugin/src/plugin.tsx'
import { late } from '../../flex-plugin/texts/en.json'
import { aTask, aView, conversation, idOf } from './a-task.ts'
import { fakeFlex } from './fake-flex.ts'

type Asked = { readonly method: string; readonly path: string; readonly body: string; readonly token: string | null }

/**
 * For the tests of a file: the plugin's requests to its server, and the server's answers. Both are new for each test.
 */
export function aServer() {
  const at: { requests: Asked[]; server: (path: string) => Response | Promise<Response> } = {
    requests: [],
    server: () => new Response(),
  }
  beforeEach(() => {
    vi.stubGlobal('__FPB_PLUGIN_UNIQUE_NAME', 'plugin-escalate')
    vi.stubGlobal('__FPB_PLUGIN_VERSION', '0.0.0')
    vi.stubGlobal('escalateWords', { 'en.late': late })
    at.requests = []
    at.server = () => new Response(JSON.stringify(aView('requested')), { status: 202 })
    vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit = {}) => {
      const { pathname } = new URL(url)
      const token = new Headers(init.headers).get('authorization')
      if (pathname.endsWith('/events'))
        return new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })
      at.requests.push({ method: init.method ?? 'GET', path: pathname, body: String(init.body ?? ''), token })
      return at.server(pathname)
    })
  })
  afterEach(() => void vi.unstubAllGlobals())
  return at
}

/** Waits until the plugin has done this: some of it happens after Flex's action is over. */
export const soon = <T>(look: () => T) => expect.poll(look, { interval: 5 })

/** The present question to the agent, in the dialog that the plugin draws next to its frame. */
export function questionIn(added: ReturnType<typeof fakeFlex>['added']) {
  const props: { readonly app?: App } = added['MainContainer']?.[0]?.child.props ?? {}
  return props.app?.asking.get()
}

export const onTask = (state: string) => ({ escalate: { video: { id: idOf(), state }, revision: 1 } })

export function started(tasks = [aTask()], escalate?: object | null) {
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
