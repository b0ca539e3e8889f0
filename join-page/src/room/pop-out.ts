import type { App } from '../app-context.ts'
import type { RoomNotice } from './room-ui.ts'

const windowName = 'escalate-call'

type Needed = Pick<App, 'api' | 'texts'>

/**
 * Opens the call in a window of its own. The window is opened before anything is waited for, because later the browser takes
 * it for an advertisement; its address follows. It takes the seat over, which this page hears of from the server.
 * @returns what to tell the person where it did not work
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
