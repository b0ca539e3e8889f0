import type { ComponentType, ReactElement } from 'react'

/**
 * The part of `@twilio/flex-ui` 2.17 that this plugin uses, under Flex's own names. The package is about 700 MB with
 * its dependencies, and its types need modules that Twilio does not publish, so the few types are declared here. A test
 * checks each of these names in the genuine Flex (test/flex-plugin/genuine/).
 */
export type Flex = {
  readonly Actions: Actions
  readonly Notifications: Notifications
  readonly NotificationType: Readonly<Record<NotificationKind, string>>
  readonly TaskCanvasHeader: { readonly Content: Content }
  readonly TaskCanvasTabs: { readonly Content: Content }
  readonly TaskInfoPanel: { readonly Content: Content }
  readonly MessageInput: { readonly Content: Content }
  readonly MessageInputV2: { readonly Content: Content }
  readonly MainContainer: { readonly Content: Content }
  readonly MainHeader: { readonly Content: Content }
  /** A wrapper receives the component as wrapped so far. Its `props` belong to Flex or to other plugins. */
  readonly WorkerDirectory: {
    readonly Tabs: { readonly Content: { addWrapper(wrap: (original: Wrapped) => Wrapped): void } }
  }
  /**
   * A child of `TaskCanvasTabs` must be a `Tab` itself: Flex reads its props and renders no wrapper. The label may be
   * an element.
   */
  readonly Tab: ComponentType<{ readonly uniqueName: string; readonly label: ReactElement }>
  readonly IconButton: ComponentType<IconButtonProps>
  /** Passes the task to a component inside a tab, which does not receive it otherwise. */
  withTaskContext<Props>(component: ComponentType<Props & { readonly task?: unknown }>): ComponentType<Props>
}

type Wrapped = ComponentType<Readonly<Record<string, unknown>>>

export type NotificationKind = 'success' | 'error' | 'warning' | 'information'

/** The icon may also be an element, although Flex's types say "string". */
export type IconButtonProps = {
  readonly icon: ReactElement
  readonly title: string
  readonly 'aria-label': string
  readonly variant: 'primary' | 'secondary' | 'destructive'
  readonly disabled?: boolean
  readonly onClick?: () => void
}

export type Actions = {
  /** Flex awaits a listener of `before<Action>`; `abort` stops the action. */
  addListener(event: string, listener: (payload: unknown, abort: () => void) => unknown): unknown
  invokeAction(name: string, payload?: object): Promise<unknown>
  /** Replacements form a chain: `next` is the replacement before this one, the last is Flex's own action. */
  replaceAction(name: string, replacement: (payload: unknown, original: Act, next?: Act) => Promise<unknown>): void
}
type Act = (payload: unknown) => Promise<unknown>

export type Notifications = {
  registerNotification(notification: {
    readonly id: string
    readonly type: string
    readonly content: ReactElement
    readonly timeout: number
    readonly closeButton: boolean
  }): void
  showNotification(id: string, context?: object): unknown
  dismissNotificationById(id: string): void
}

/** Throws for a child without a key. Flex evaluates `if` only when the parent renders. */
export type Content = {
  add(
    child: ReactElement,
    options?: {
      readonly sortOrder?: number
      readonly align?: 'start' | 'end'
      readonly if?: (props: unknown) => boolean
    },
  ): unknown
}

export type Manager = {
  readonly store: Store
  /** All texts that Flex shows; a call centre may replace them here. */
  readonly strings: Record<string, unknown>
  readonly user: { readonly token: string; readonly roles: readonly string[] }
  readonly serviceConfiguration?: unknown
  readonly localization?: { readonly localeTag?: string }
  readonly events: { addListener(event: string, listener: () => void): unknown }
}

export type Store = { getState(): unknown; subscribe(listener: () => void): () => void }

/**
 * A task and its reservation, as Flex shows them to one agent. `sid` is the reservation's, `taskSid` the task's;
 * `status` is `pending`, `accepted`, `wrapping`, `completed`, …
 */
export type Task = {
  readonly sid: string
  readonly taskSid: string
  readonly status: string
  readonly taskChannelUniqueName?: string
  readonly attributes: Readonly<Record<string, unknown>>
}

export type Plugin = { init(flex: Flex, manager: Manager): void }

/** The global object that the page of Flex provides to a plugin's script. */
export type TwilioGlobal = {
  readonly Flex: Flex & { readonly Plugins: { init(plugin: new () => Plugin): void } }
  /** A proxy of Flex for each plugin, through which Twilio sees what each plugin does. */
  readonly FlexProxy?: Readonly<Record<string, Flex & TwilioGlobal['Flex']>>
}
