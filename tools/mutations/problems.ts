import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mutation } from './mutation.ts'

const product = /^(src|webhooks|workers|client-shared|(join-page|supervisor-page|flex-plugin)\/src)\//

/**
 * Describes in one sentence each where the list of mutations no longer fits the code. With a problem no mutation is
 * tried.
 */
export async function problemsIn(mutations: readonly Mutation[], root: string): Promise<readonly string[]> {
  const names = mutations.map(({ name }) => name)
  const repeated = [...new Set(names.filter((name, n) => names.indexOf(name) !== n))]
  const problems = await Promise.all(mutations.map((each) => problemsOf(each, root)))
  return [...repeated.map((name) => `${name} is the name of several mutations`), ...problems.flat()]
}

async function problemsOf(mutation: Mutation, root: string): Promise<readonly string[]> {
  const { name, file, find, replace, caughtBy } = mutation
  const text = await textOf(join(root, file))
  const times = text === undefined ? 0 : text.split(find).length - 1
  const missing = await Promise.all(caughtBy.map(async (test) => ((await textOf(join(root, test))) ? [] : [test])))
  return [
    ...(product.test(file) ? [] : [`${name}: ${file} is no file of the product`]),
    ...(text === undefined ? [`${name}: ${file} does not exist`] : []),
    ...(text !== undefined && times !== 1 ? [`${name}: its text to find occurs ${times} times in ${file}`] : []),
    ...(find === replace ? [`${name} changes nothing`] : []),
    ...(caughtBy.length === 0 ? [`${name} names no test file`] : []),
    ...missing.flat().map((test) => `${name}: the test file ${test} does not exist`),
  ]
}

const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined)
