import type { App } from '../app.ts'
import { field } from '../flex/field.ts'

/**
 * Whether Flex itself or another plugin transfers chats; the plugin then leaves their actions and buttons alone. Flex
 * stores the account's TransferSettings in this feature flag, perhaps only after this plugin has started.
 */
export const areOthers = ({ settings, manager }: Pick<App, 'settings' | 'manager'>): boolean => {
  const { transferActions } = settings
  if (transferActions !== 'auto') return transferActions === 'others'
  return field(manager.store.getState(), 'flex', 'featureFlags', 'transfersConfig', 'enabled') === true
}
