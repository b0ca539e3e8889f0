import { allMutations, areas } from './list.ts'
import type { Area, Mutation } from './mutation.ts'

const [begin, end] = ['<!-- mutations -->', '<!-- end of mutations -->']

/** Returns the page with a new list of mutations. */
export function format(page: string): string {
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  const count = `${allMutations.length} mutations.`
  return `${before}${begin}\n${[count, ...areas.map(partOf)].join('\n\n')}\n${end}${after}`
}

const partOf = ({ title, mutations }: Area) => [`## ${title}`, ...mutations.map(entryOf)].join('\n\n')

function entryOf({ name, promise, file, find, replace, caughtBy }: Mutation): string {
  const tests = caughtBy.map((test) => `[\`${test}\`](../${test})`).join(', ')
  const change = ['```diff', `# ${file}`, ...signed('-', find), ...signed('+', replace), '```']
  return [`### ${name}`, `${promise} Caught by ${tests}.`, change.join('\n')].join('\n\n')
}

/** Prefixes each line with a sign and removes the common indentation. */
function signed(sign: string, text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split('\n')
  const indented = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => `${sign} ${line.slice(indented)}`)
}
