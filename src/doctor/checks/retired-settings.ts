import { retiredSettings } from '../../retired-settings.ts'
import type { Check } from '../check.ts'

export const retired: Check = {
  name: 'retired settings',
  look: async (account) =>
    account.retired.map((name) => ({
      what: `${name} is set, and not read any more: ${retiredSettings[name]}`,
      isHint: true,
    })),
}
