import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

/** One import that a rule forbids. */
export type Violation = Readonly<{ rule: string; from: string; to: string }>

/** The number of checked files and imports, and the violations. */
export type BoundaryReport = Readonly<{ files: number; imports: number; violations: readonly Violation[] }>

// The part of dependency-cruiser's JSON report that this file reads.
type Cruise = Readonly<{
  summary: Readonly<{
    totalCruised: number
    totalDependenciesCruised: number
    violations: readonly Readonly<{ rule: Readonly<{ name: string }>; from: string; to: string }>[]
  }>
}>

const FOLDERS = [
  'src',
  'webhooks',
  'workers',
  'simulator',
  'flex-plugin',
  'join-page',
  'supervisor-page',
  'client-shared',
  'test',
  'tools',
]

/** Checks every import under `root`, type-only imports included, against test/boundaries.cjs. */
export async function boundaries(root: string = project.root): Promise<BoundaryReport> {
  const entry = join(project.root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const rules = join(project.root, 'test', 'boundaries.cjs')
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)))
  const words = [entry, '--config', rules, '--output-type', 'json', ...folders]
  const { output, stdout } = await quietCommand(process.execPath, words, { cwd: root })
  if (!stdout.startsWith('{')) throw new Error(`The import boundaries could not be checked:\n${output}`)
  // dependency-cruiser's own format; its version is pinned.
  const { summary } = JSON.parse(stdout) as Cruise
  return {
    files: summary.totalCruised,
    imports: summary.totalDependenciesCruised,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}
