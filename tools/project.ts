import { dirname, join } from 'node:path'

const root = dirname(import.meta.dirname)

/** Where things are in this copy of the project. `.escalate` holds what we fetched and is never committed. */
export const project = {
  root,
  own: join(root, '.escalate'),
} as const
