import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Change, change } from './change.ts'

const content = z.object({ accountSid: z.string(), workspaceSid: z.string(), changes: z.array(change) })

/** Which account the changes were made in: those of one must not be undone in another. */
export type Whose = { readonly accountSid: string; readonly workspaceSid: string }

/**
 * What was in the account before it was changed, in a file of the operator's own: only they can read it, because an address may
 * carry a password.
 */
export function undoFile(path: string, whose: Whose) {
  return {
    path,
    /** @throws Error when it is not one of ours, or of another account */
    read(): readonly Change[] {
      if (!existsSync(path)) return []
      const { data } = content.safeParse(jsonIn(path))
      if (!data) throw new Error(`${path} cannot be read as what this command wrote.`)
      if (data.accountSid !== whose.accountSid || data.workspaceSid !== whose.workspaceSid) {
        throw new Error(`${path} is of account ${data.accountSid}: name another file with --file.`)
      }
      return data.changes
    },
    /** The old one stays whole until the new one is. Without changes there is nothing to keep. */
    write(changes: readonly Change[]): void {
      if (changes.length === 0) {
        rmSync(path, { force: true })
        return
      }
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, `${JSON.stringify({ ...whose, changes }, null, 2)}\n`, { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}

export type UndoFile = ReturnType<typeof undoFile>

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
