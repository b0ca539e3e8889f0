import type { Video } from '../state/model.ts'
import type { TextKey } from '../texts/texts.ts'

export type StepState = 'done' | 'now' | 'trouble' | 'open'
export type StepView = { readonly text: TextKey; readonly state: StepState }

const texts = ['stepInvited', 'stepOpened', 'stepBrowser', 'stepDevices', 'stepJoined'] as const

/** The index of each readiness step in `texts`, and its state. */
const at: Readonly<Record<string, readonly [number, StepState]>> = {
  opened: [1, 'now'],
  'in-app-browser': [2, 'trouble'],
  unsupported: [2, 'trouble'],
  choosing: [3, 'now'],
  asking: [3, 'now'],
  blocked: [3, 'trouble'],
  waiting: [4, 'now'],
  joined: [4, 'done'],
  left: [4, 'trouble'],
}

/** The steps from the link to the room, with the customer's position. */
export function stepsOf({ word, customer, notDelivered }: Video): readonly StepView[] {
  const [reached, state] = notDelivered ? ([0, 'trouble'] as const) : place(word, customer?.step)
  return texts.map((text, n) => ({ text, state: n < reached ? 'done' : n === reached ? state : 'open' }))
}

function place(word: Video['word'], step: string | undefined): readonly [number, StepState] {
  if (word === 'requested') return [0, 'now']
  if (word === 'live') return [4, 'done']
  return (step ? at[step] : undefined) ?? (word === 'waiting' ? [4, 'now'] : [0, 'done'])
}
