import { field } from '../flex/field.ts'
import type { Flex } from '../flex/flex.ts'
import { readTask } from '../flex/tasks.ts'
import type { Settings } from '../settings.ts'

/** The one thing done about voice, where it is switched on: an agent who joins a call makes no beep. */
export function quietConference({ Actions }: Pick<Flex, 'Actions'>, { quietConference }: Settings): void {
  if (!quietConference) return
  Actions.addListener('beforeAcceptTask', (payload) => {
    const task = readTask(field(payload, 'task'))
    if (task?.taskChannelUniqueName !== 'voice') return
    const conferenceOptions = { ...(field(payload, 'conferenceOptions') ?? {}), beep: 'false' }
    Object.assign(payload as object, { conferenceOptions })
  })
}
