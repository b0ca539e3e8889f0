import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../../tools/project.ts'

const folders = ['docs', 'src/features', 'join-page', 'supervisor-page', 'flex-plugin', 'simulator', 'tools']

/** Every Markdown document of the repository, by its path from the root. */
export const documents = (): readonly string[] => [
  'README.md',
  'CONTRIBUTING.md',
  ...folders.flatMap((folder) =>
    globSync(`${folder}/**/*.md`, { cwd: project.root, exclude: (name) => name === 'node_modules' }),
  ),
]

export const textOf = (path: string): string => readFileSync(join(project.root, path), 'utf8')
