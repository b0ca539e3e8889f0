import * as React from 'react'
import type { Flex, NotificationKind } from '../flex/flex.ts'

/** Stable names: a call centre may use them to replace, restyle or silence a notification. */
const kinds = {
  EscalateDone: 'success',
  EscalateHint: 'information',
  EscalateWaiting: 'information',
  EscalateHeld: 'warning',
  EscalateProblem: 'error',
} as const satisfies Readonly<Record<string, NotificationKind>>

/** One notification for each outcome of a transfer. */
const transferKinds = {
  EscalateTransferRinging: 'information',
  EscalateTransferDone: 'success',
  EscalateTransferDeclined: 'warning',
  EscalateTransferUnanswered: 'warning',
  EscalateTransferCancelled: 'information',
  EscalateTransferFailed: 'error',
  EscalateTransferred: 'information',
} as const satisfies Readonly<Record<string, NotificationKind>>

export type NoticeId = keyof typeof kinds | keyof typeof transferKinds
export type Notify = (id: NoticeId, text: string) => void

/** Every notification disappears, because Flex shows it over the buttons in the task's header. */
const shownMs = 5_000

/** Registers the notifications with Flex. @returns a function that shows one */
export function registerNotices({ Notifications, NotificationType }: Flex, withTransfers = false): Notify {
  for (const [id, kind] of Object.entries({ ...kinds, ...(withTransfers && transferKinds) }))
    Notifications.registerNotification({
      id,
      type: NotificationType[kind],
      content: <NoticeText />,
      timeout: shownMs,
      closeButton: true,
    })
  return (id, text) => {
    // Shows one of each kind at a time; Flex would stack them.
    Notifications.dismissNotificationById(id)
    Notifications.showNotification(id, { text })
  }
}

/**
 * An element, to which Flex passes the context. Flex would look for templates in a text, also in text from the server.
 */
function NoticeText({ notificationContext }: { readonly notificationContext?: { readonly text?: string } }) {
  return <span>{notificationContext?.text}</span>
}
