import { dirname, join } from 'node:path'

const root = dirname(import.meta.dirname)

/** The folders of this copy of the project. `.escalate` holds fetched programs and is never committed. */
export const project = {
  root,
  own: join(root, '.escalate'),
} as const
