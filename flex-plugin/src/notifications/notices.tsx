import * as React from 'react'
import type { Flex, NotificationKind } from '../flex/flex.ts'

/** Stable: a call centre may replace, restyle or silence them by these names. */
const kinds = {
  EscalateDone: 'success',
  EscalateHint: 'information',
  EscalateWaiting: 'information',
  EscalateHeld: 'warning',
  EscalateProblem: 'error',
} as const satisfies Readonly<Record<string, NotificationKind>>

/** Of a transfer, one for each way it may go. */
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

/** Flex shows them over the header of the task, where its buttons are: none stays. */
const shownMs = 5_000

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
    // One of a kind at a time; Flex would pile them up.
    Notifications.dismissNotificationById(id)
    Notifications.showNotification(id, { text })
  }
}

/** Flex hands the context to an element. In a text it would look for templates, also in what the server said. */
function NoticeText({ notificationContext }: { readonly notificationContext?: { readonly text?: string } }) {
  return <span>{notificationContext?.text}</span>
}
