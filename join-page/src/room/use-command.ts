import { useSignal } from '@preact/signals'
import { useApp } from '../app-context.ts'
import type { Command } from '../server/api.ts'
import { type RoomNotice, useRoomUi } from './room-ui.ts'

type Sent = {
  readonly busy: Command | undefined
  readonly send: (command: Command, done?: RoomNotice) => Promise<void>
}

/** Sends an agent's command to the server, and shows a failure in the page's own texts. */
export function useCommand(): Sent {
  const { api } = useApp()
  const { notice } = useRoomUi()
  const busy = useSignal<Command | undefined>(undefined)
  return {
    busy: busy.value,
    async send(command, done) {
      busy.value = command
      const answer = await api.command(command)
      busy.value = undefined
      if (!answer.ok) notice.value = { is: 'command-failed', code: answer.problem.code }
      else if (done) notice.value = done
    },
  }
}
