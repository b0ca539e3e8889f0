import type { IconName } from '../ui/icon-shapes.ts'

/** The current look and action of a control. */
export type Tool = {
  readonly icon: IconName
  readonly label: string
  /** `off`: the others do not see or hear what they may expect. `on`: something special is running. */
  readonly look?: 'off' | 'on' | 'danger'
  readonly isBusy?: boolean
  readonly opens?: 'dialog'
  readonly press: () => void
}
