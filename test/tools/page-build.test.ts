import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { builtPage } from '../../tools/page-build.ts'
import { progress } from '../../tools/progress.ts'
import { runTypeScript } from './run-type-script.ts'

const FILES = {
  'page/vite.config.ts': `export default { root: import.meta.dirname, build: { manifest: true } }`,
  'page/index.html': `<!doctype html><script type="module" src="/main.ts"></script>`,
  'page/style.css': `@import "../shared.css";`,
  'shared.css': 'p { color: blue }',
  'page/main.ts': `import { word } from '../shared.ts'\ndocument.title = word + process.env.NODE_ENV`,
  'shared.ts': `export const word = 'first'`,
}

beforeEach(() => {
  vi.spyOn(progress, 'doing').mockReturnValue()
})

it('a page is built for production, although this process is a test', async () => {
  const page = await aPage()
  expect(await page.build()).toBe(join(page.root, 'dist'))
  expect(await page.script()).toContain('first')
  expect(await page.script()).toContain('production')
  expect(await readdir(join(page.root, 'dist'))).toContain('.vite')
})

it('a page is built again only when one of its files, or one that it imports, has changed or is new', async () => {
  const page = await aPage()
  await page.build()
  await page.plant()
  await page.build()
  expect(await page.isPlanted()).toBe(true)

  await page.write('shared.ts', `export const word = 'second'`)
  await page.build()
  expect(await page.isPlanted()).toBe(false)
  expect(await page.script()).toContain('second')

  await page.plant()
  await page.write('shared.css', 'p { color: green }')
  await page.build()
  expect(await page.isPlanted()).toBe(false)

  await page.plant()
  await page.write('page/extra.css', 'p { color: red }')
  await page.build()
  expect(await page.isPlanted()).toBe(false)
})

it('a page is built again when that is forced', async () => {
  const page = await aPage()
  await page.build()
  await page.plant()
  await builtPage({ ...page, force: true })
  expect(await page.isPlanted()).toBe(false)
})

it('a failed build prints the error, keeps the earlier page, and leaves nothing else behind', async () => {
  const page = await aPage()
  await page.build()
  await page.write('page/main.ts', `import './nowhere.ts'`)
  await expect(page.build()).rejects.toThrow(/join page cannot be built:[\s\S]*nowhere\.ts/)
  expect(await page.script()).toContain('first')
  await page.write('page/main.ts', FILES['page/main.ts'])
  await page.build()
  expect(await readdir(page.own)).toEqual([])
})

it('a page is built once when three programs ask at the same time', async () => {
  const page = await aPage()
  const program = `
    const { builtPage } = await import(${JSON.stringify(import.meta.resolve('../../tools/page-build.ts'))})
    process.stderr.write = (text) => process.stdout.write(text)
    await builtPage(${JSON.stringify(page)})`
  const all = await Promise.all(Array.from({ length: 3 }, () => runTypeScript(program)))
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(all.map(({ output }) => output).join('')).toBe('… building the join page\n')
})

/** A page of three lines in a folder of its own. */
async function aPage() {
  const folder = await mkdtemp(join(tmpdir(), 'escalate-page-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const root = join(folder, 'page')
  const own = join(folder, 'own')
  const planted = join(root, 'dist', 'planted')
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  for (const [path, text] of Object.entries(FILES)) await write(path, text)
  return {
    root,
    own,
    write,
    build: () => builtPage({ root, own }),
    /** A file that only another build removes. */
    plant: () => writeFile(planted, ''),
    isPlanted: () => readFile(planted).then(Boolean, () => false),
    script: async () => {
      const assets = join(root, 'dist', 'assets')
      const [name] = (await readdir(assets)).filter((each) => each.endsWith('.js'))
      return readFile(join(assets, name ?? ''), 'utf8')
    },
  }
}
