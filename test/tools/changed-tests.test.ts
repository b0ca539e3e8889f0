import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { changedTests } from '../../tools/changed-tests.ts'
import { quietCommand } from '../../tools/quiet-command.ts'

const files = {
  'src/rule.ts': 'export const rule = 1\n',
  'webhooks/main.ts': "import { rule } from '../src/rule.ts'\n",
  'join-page/index.html': '<main></main>\n',
  'docs/api.md': '# API\n',
  'tools/stack.ts': "run('server', 'webhooks/main.ts')\n",
  'test/rule.test.ts': "import { rule } from '../src/rule.ts'\n",
  'test/flow.test.ts': "import { stack } from '../tools/stack.ts'\n",
  'test/page.test.ts': "build(join(root, 'join-page'))\n",
  'test/docs.test.ts': "read(join(root, 'docs', 'api.md'))\n",
}

let root: string
const git = (...words: readonly string[]) => quietCommand('git', words, { cwd: root })
const put = async (file: string, content: string) => {
  await mkdir(dirname(join(root, file)), { recursive: true })
  await writeFile(join(root, file), content)
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'changed-tests-'))
  onTestFinished(() => rm(root, { recursive: true }))
  for (const [file, content] of Object.entries(files)) await put(file, content)
  await git('init', '--quiet')
  await git('add', '.')
  await git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'first')
})

it('without a change no test is reached', async () => {
  expect(await changedTests('HEAD', root)).toEqual([])
})

it.each([
  ['what a test imports, and what a program imports that a tool starts', 'src/rule.ts', ['flow', 'rule']],
  ['a file of a page that a test builds', 'join-page/index.html', ['page']],
  ['a document that a test reads', 'docs/api.md', ['docs']],
  ['a tool', 'tools/stack.ts', ['flow']],
  ['a test', 'test/rule.test.ts', ['rule']],
  ['a new file of a page', 'join-page/new.ts', ['page']],
  ['the versions of packages', 'package-lock.json', ['docs', 'flow', 'page', 'rule']],
])('a change of %s reaches exactly the tests that need it', async (_, file, reached) => {
  await put(file, '// changed\n')
  expect(await changedTests('HEAD', root)).toEqual(reached.map((name) => `test/${name}.test.ts`))
})

it('a revision that git does not know is an error that names the revision', async () => {
  await expect(changedTests('nowhere', root)).rejects.toThrow('nowhere')
})
