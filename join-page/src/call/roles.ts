import type { Role } from './model.ts'

/** The server gives identities of the form `agent-…`, `customer-…` and `supervisor-…`; they are never shown. */
export function roleOf(identity: string): Role {
  if (identity.startsWith('agent-')) return 'agent'
  if (identity.startsWith('customer-')) return 'customer'
  if (identity.startsWith('supervisor-')) return 'supervisor'
  return 'other'
}
