import type { ComponentType, ReactElement } from 'react'

/**
 * What this plugin uses of `@twilio/flex-ui` 2.17, by Flex's own names. Its package is about 700 MB with what it needs, and
 * its types lean on modules Twilio does not publish; so the few words are written down here. A test asks the genuine
 * Flex for each of these names (test/flex-plugin/genuine/).
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
  /** A wrapper is given what was wrapped so far. What Flex or others pass on as `props` is theirs. */
  readonly WorkerDirectory: {
    readonly Tabs: { readonly Content: { addWrapper(wrap: (original: Wrapped) => Wrapped): void } }
  }
  /** A child of `TaskCanvasTabs` must be one of these itself: Flex reads its props and does not render a wrapper. Its label may be an element. */
  readonly Tab: ComponentType<{ readonly uniqueName: string; readonly label: ReactElement }>
  readonly IconButton: ComponentType<IconButtonProps>
  /** What is in a tab is not given the task; this gives it. */
  withTaskContext<Props>(component: ComponentType<Props & { readonly task?: unknown }>): ComponentType<Props>
}

type Wrapped = ComponentType<Readonly<Record<string, unknown>>>

export type NotificationKind = 'success' | 'error' | 'warning' | 'information'

/** The icon may be an element, too, although Flex's types say "string". */
export type IconButtonProps = {
  readonly icon: ReactElement
  readonly title: string
  readonly 'aria-label': string
  readonly variant: 'primary' | 'secondary' | 'destructive'
  readonly disabled?: boolean
  readonly onClick?: () => void
}

export type Actions = {
  /** A listener of `before<Action>` is awaited, and `abort` keeps the action from happening. */
  addListener(event: string, listener: (payload: unknown, abort: () => void) => unknown): unknown
  invokeAction(name: string, payload?: object): Promise<unknown>
  /** Replacements are a chain: `next` is the one before this, and the last is Flex's own. */
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

/** Throws for a child without a key. `if` is asked whenever the parent renders, and never in between. */
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
  /** Where Flex and its customers keep every word that is shown. */
  readonly strings: Record<string, unknown>
  readonly user: { readonly token: string; readonly roles: readonly string[] }
  readonly serviceConfiguration?: unknown
  readonly localization?: { readonly localeTag?: string }
  readonly events: { addListener(event: string, listener: () => void): unknown }
}

export type Store = { getState(): unknown; subscribe(listener: () => void): () => void }

/**
 * A task as Flex shows it to one agent, and their reservation in it: `sid` is the reservation's, `taskSid` the task's, and
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

/** What the page of Flex provides to a plugin's script. */
export type TwilioGlobal = {
  readonly Flex: Flex & { readonly Plugins: { init(plugin: new () => Plugin): void } }
  /** A Flex of this plugin's own, through which Twilio sees which plugin did what. */
  readonly FlexProxy?: Readonly<Record<string, Flex & TwilioGlobal['Flex']>>
}
