import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './project.ts'

/** Loads the package's `.env` if there is one. Variables that are already set stay. */
export function loadEnvFile(): void {
  const file = join(project.root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}
