import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../../tools/project.ts'

/** The words of the one `ACL SETUSER` line in docs/operations.md: a user's name, then its rights. */
export function documentedRights(): readonly [user: string, ...rights: string[]] {
  const text = readFileSync(join(project.root, 'docs', 'operations.md'), 'utf8')
  const [line, ...more] = text.match(/^ {4}ACL SETUSER .*$/gm) ?? []
  if (!line || more.length > 0) throw new Error('Not one line of rights')
  const [user = '', ...rights] = line.trim().split(' ').slice(2)
  return [user, ...rights]
}
