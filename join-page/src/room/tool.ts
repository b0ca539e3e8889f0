import type { IconName } from '../ui/icon-shapes.ts'

/** What a control looks like and does at this moment. */
export type Tool = {
  readonly icon: IconName
  readonly label: string
  /** `off`: what others might expect to see or hear is not there. `on`: something special is running. */
  readonly look?: 'off' | 'on' | 'danger'
  readonly isBusy?: boolean
  readonly opens?: 'dialog'
  readonly press: () => void
}
