import { createElement, type ReactElement } from 'react'
import type { Flex, Manager, Task } from '../../flex-plugin/src/flex/flex.ts'

type Listener = (payload: unknown, abort: () => void) => unknown
type Act = (payload: unknown) => Promise<unknown>
type Replacement = (payload: unknown, original: Act, next?: Act) => Promise<unknown>
type Added = { readonly child: ReactElement; readonly options: { readonly if?: (props: unknown) => boolean } }

/**
 * Only what is registered, before-listeners and aborting, in Flex's order of events. Visible parts are tested with the
 * genuine Flex (genuine/).
 */
export function fakeFlex(
  tasks: readonly Task[],
  escalate?: object,
  roles: readonly string[] = ['agent'],
  answers: (action: string, payload: object) => unknown = () => undefined,
) {
  const listeners = new Map<string, Listener[]>()
  const added: Record<string, Added[]> = {}
  const invoked: { readonly name: string; readonly payload: object }[] = []
  const notices: { readonly id: string; readonly text: unknown }[] = []
  const registered: string[] = []
  const wrappers: Parameters<Flex['WorkerDirectory']['Tabs']['Content']['addWrapper']>[0][] = []
  const replaced = new Map<string, Replacement[]>()
  const watchers = new Set<() => void>()
  const drafts: Record<string, { inputText: string }> = {}
  /** Flex's copy of its account's TransferSettings. */
  const transfersConfig = { enabled: false }
  const state = {
    flex: {
      featureFlags: { transfersConfig },
      worker: { tasks: new Map(tasks.map((each) => [each.sid, each])) },
      chat: { conversationInput: drafts },
    },
  }
  const container = (name: string) => ({
    Content: {
      add(child: ReactElement, options = {}) {
        // As Flex does.
        if (child.key === null) throw new Error('A child needs a key')
        added[name] = [...(added[name] ?? []), { child, options }]
      },
    },
  })
  const flex: Flex = {
    Actions: {
      addListener: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
      async invokeAction(name, payload = {}) {
        let isAborted = false
        for (const listener of listeners.get(`before${name}`) ?? [])
          await listener(payload, () => {
            isAborted = true
          })
        if (isAborted) throw new Error(`Action ${name} cancelled by before event`)
        const original: Act = async () => {
          invoked.push({ name, payload })
          return answers(name, payload)
        }
        const all = replaced.get(name) ?? []
        const chain = (n: number): Act => {
          const one = all[n]
          return one ? (each) => one(each, original, chain(n - 1)) : original
        }
        return chain(all.length - 1)(payload)
      },
      replaceAction: (name, replacement) => void replaced.set(name, [...(replaced.get(name) ?? []), replacement]),
    },
    Notifications: {
      registerNotification: ({ id }) => void registered.push(id),
      showNotification: (id, context) => void notices.push({ id, text: (context as { text?: unknown }).text }),
      dismissNotificationById: () => undefined,
    },
    NotificationType: { success: 'success', error: 'error', warning: 'warning', information: 'information' },
    TaskCanvasHeader: container('TaskCanvasHeader'),
    TaskCanvasTabs: container('TaskCanvasTabs'),
    TaskInfoPanel: container('TaskInfoPanel'),
    MessageInput: container('MessageInput'),
    MessageInputV2: container('MessageInputV2'),
    MainContainer: container('MainContainer'),
    MainHeader: container('MainHeader'),
    WorkerDirectory: { Tabs: { Content: { addWrapper: (wrap) => void wrappers.push(wrap) } } },
    Tab: () => null,
    IconButton: () => null,
    withTaskContext: (component) => (props) => createElement(component, props),
  }
  const events = new Map<string, (() => void)[]>()
  const manager: Manager = {
    store: {
      getState: () => state,
      subscribe(listener) {
        watchers.add(listener)
        return () => void watchers.delete(listener)
      },
    },
    strings: {},
    user: { token: 'flex-token', roles },
    serviceConfiguration: { ui_attributes: { custom_data: { escalate } } },
    localization: { localeTag: 'en-US' },
    events: { addListener: (event, listener) => events.set(event, [...(events.get(event) ?? []), listener]) },
  }
  return {
    flex,
    manager,
    added,
    invoked,
    notices,
    registered,
    wrappers,
    listeners,
    transfersConfig,
    writes(sid: string, inputText: string) {
      drafts[sid] = { inputText }
    },
    changes(next: readonly Task[]) {
      state.flex.worker.tasks = new Map(next.map((each) => [each.sid, each]))
      for (const watcher of [...watchers]) watcher()
    },
  }
}
