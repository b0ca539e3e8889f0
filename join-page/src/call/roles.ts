import type { Role } from './model.ts'

/**
 * Reads the role from an identity. The server gives `agent-…`, `customer-…` and `supervisor-…`, which are never shown.
 */
export function roleOf(identity: string): Role {
  if (identity.startsWith('agent-')) return 'agent'
  if (identity.startsWith('customer-')) return 'customer'
  if (identity.startsWith('supervisor-')) return 'supervisor'
  return 'other'
}
