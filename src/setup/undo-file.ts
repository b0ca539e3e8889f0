import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Change, change } from './change.ts'

const content = z.object({ accountSid: z.string(), workspaceSid: z.string(), changes: z.array(change) })

/** The account of the changes: they must not be undone in another one. */
export type Whose = { readonly accountSid: string; readonly workspaceSid: string }

/**
 * The file with the earlier values of an account. Only the operator can read it, because an address may contain a
 * password.
 */
export function undoFile(path: string, whose: Whose) {
  return {
    path,
    /** @throws Error if it is not such a file, or of another account */
    read(): readonly Change[] {
      if (!existsSync(path)) return []
      const { data } = content.safeParse(jsonIn(path))
      if (!data) throw new Error(`${path} cannot be read: this command did not write it.`)
      if (data.accountSid !== whose.accountSid || data.workspaceSid !== whose.workspaceSid) {
        throw new Error(`${path} is of account ${data.accountSid}: name another file with --file.`)
      }
      return data.changes
    },
    /** Writes the file atomically, or removes it if there are no changes. */
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
