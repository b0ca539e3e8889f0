import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './project.ts'

/** The `.env` beside the package, where there is one. What is set already stays. */
export function loadEnvFile(): void {
  const file = join(project.root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}
