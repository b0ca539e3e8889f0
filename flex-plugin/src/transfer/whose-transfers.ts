import type { App } from '../app.ts'
import { field } from '../flex/field.ts'

/**
 * Chats are transferred by Flex itself or by another plugin, whose actions and buttons are left alone. Flex keeps there what its
 * account's TransferSettings say; it may learn that after this plugin has started.
 */
export const areOthers = ({ settings, manager }: Pick<App, 'settings' | 'manager'>): boolean => {
  const { transferActions } = settings
  if (transferActions !== 'auto') return transferActions === 'others'
  return field(manager.store.getState(), 'flex', 'featureFlags', 'transfersConfig', 'enabled') === true
}
