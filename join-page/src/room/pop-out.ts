import type { App } from '../app-context.ts'
import type { RoomNotice } from './room-ui.ts'

const windowName = 'escalate-call'

type Needed = Pick<App, 'api' | 'texts'>

/**
 * Opens the call in a separate window. Opens the window before the first await, because later the browser blocks it as
 * a pop-up; its address follows. The window takes the seat over, and the server tells this page.
 * @returns a notice if that failed
 */
export async function popOut({ api, texts }: Needed): Promise<RoomNotice | undefined> {
  const opened = window.open('', windowName, 'popup,width=1100,height=760')
  if (!opened) return { is: 'pop-out-blocked' }
  opened.document.title = texts.value.popOutOpening
  const answer = await api.popOutUrl()
  if (answer.ok) {
    opened.location.replace(answer.body.url)
    return undefined
  }
  opened.close()
  return { is: 'command-failed', code: answer.problem.code }
}
