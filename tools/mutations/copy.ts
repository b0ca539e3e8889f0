import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { project } from '../project.ts'
import { quietCommand } from '../quiet-command.ts'
import type { Mutation } from './mutation.ts'

/** A copy of the working tree, to be broken. */
export type Copy = {
  readonly root: string
  readonly own: string
  /** Runs `work` with the mutation applied. */
  readonly broken: <T>(mutation: Mutation, work: () => Promise<T>) => Promise<T>
  readonly remove: () => Promise<void>
}

/** Pages that are already built stay valid in the copy until one of their files changes. */
const built = ['join-page/dist', 'supervisor-page/dist', 'flex-plugin/dist']

/** Copies the files that git tracks or would track. Fetched packages and programs are linked. */
export async function copyOfProject(): Promise<Copy> {
  const root = await mkdtemp(join(tmpdir(), 'escalate-mutations-'))
  const own = join(root, '.escalate')
  for (const path of [...(await pathsInTree()), ...built]) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await cp(join(project.root, path), join(root, path), { recursive: true }).catch(unlessMissing)
  }
  await symlink(join(project.root, 'node_modules'), join(root, 'node_modules'))
  await mkdir(own)
  for (const name of await fetched()) await symlink(join(project.own, name), join(own, name))
  return {
    root,
    own,
    async broken({ file, find, replace }, work) {
      const path = join(root, file)
      const text = await readFile(path, 'utf8')
      await writeFile(
        path,
        text.replace(find, () => replace),
      )
      try {
        return await work()
      } finally {
        await writeFile(path, text)
      }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

async function pathsInTree(): Promise<readonly string[]> {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const { ok, output, stdout } = await quietCommand('git', words, { cwd: project.root })
  if (!ok) throw new Error(`git cannot list the files of this project: ${output.trim()}`)
  return stdout.split('\0').filter((path) => path !== '')
}

/** Without locks and data: the copy has its own. */
async function fetched(): Promise<readonly string[]> {
  const entries = await readdir(project.own, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && !/^(redis-data|page\.)/.test(entry.name))
    .map(({ name }) => name)
}

/** A tracked file may be deleted, and a page not built yet. */
function unlessMissing(problem: NodeJS.ErrnoException): void {
  if (problem.code !== 'ENOENT') throw problem
}
