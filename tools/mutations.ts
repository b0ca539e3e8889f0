import { join } from 'node:path'
import { bothForTests } from './chromium.ts'
import { type Choice, chosenBy } from './mutations/choice.ts'
import { type Copy, copyOfProject } from './mutations/copy.ts'
import { allMutations } from './mutations/list.ts'
import { problemsIn } from './mutations/problems.ts'
import { tryAll } from './mutations/try-all.ts'
import { builtPage } from './page-build.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { startRedis } from './redis.ts'

// `npm run mutations [-- <name> …] [--all-tests]`: breaks a copy of the product in one way after the other, and checks
// for each whether a test notices. Prints one plain line at the end, and succeeds only if every mutation was caught.
try {
  const choice = chosenBy(process.argv.slice(2), allMutations)
  const problems = await problemsIn(allMutations, project.root)
  if (problems.length > 0) throw new Error(['The list of mutations does not fit the code:', ...problems].join('\n  '))
  const copy = await copyOfProject()
  try {
    process.exitCode = await run(copy, choice)
  } finally {
    await copy.remove()
  }
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function run(copy: Copy, choice: Choice): Promise<number> {
  const { root, own } = copy
  await builtPage({ root: join(root, 'join-page'), own })
  await builtPage({ root: join(root, 'supervisor-page'), own, name: 'the supervisor’s page' })
  const redis = await startRedis()
  try {
    // Without a browser only the mutations whose tests need one are affected.
    const env = { REDIS_URL: redis.url, ...(await bothForTests()).env }
    const { caught, survived, unclear } = await tryAll(copy, choice, env)
    process.stdout.write(`${caught} caught, ${survived} survived\n`)
    return survived + unclear === 0 ? 0 : 1
  } finally {
    await redis.stop()
  }
}
