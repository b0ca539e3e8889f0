import { field } from '../flex/field.ts'
import type { Flex } from '../flex/flex.ts'
import { readTask } from '../flex/tasks.ts'
import type { Settings } from '../settings.ts'

/** If `quietConference` is set, neither the agent nor the customer makes a beep when joining a call. */
export function quietConference({ Actions }: Pick<Flex, 'Actions'>, { quietConference }: Settings): void {
  if (!quietConference) return
  Actions.addListener('beforeAcceptTask', (payload) => {
    const task = readTask(field(payload, 'task'))
    if (task?.taskChannelUniqueName !== 'voice') return
    const quiet = { beep: 'false', beepOnCustomerEntrance: false }
    const conferenceOptions = { ...(field(payload, 'conferenceOptions') ?? {}), ...quiet }
    Object.assign(payload as object, { conferenceOptions })
  })
}
