import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { boundaries } from '../tools/boundaries.ts'
import { project } from '../tools/project.ts'

const CODE = ['src', 'webhooks', 'workers', 'simulator', 'flex-plugin', 'join-page', 'supervisor-page', 'client-shared']

it('the import rules hold in the whole tree', async () => {
  const { files, violations } = await boundaries()
  expect(violations).toEqual([])
  expect(files).toBeGreaterThan(20)
})

// One violation per line: the rule, the file that breaks it, its text.
const PLANTS = [
  ['core-is-pure', 'src/core/planted-a.ts', "import type { Planted } from '../engine/planted.ts'"],
  ['core-is-pure', 'src/core/planted-b.ts', "import { randomUUID } from 'node:crypto'"],
  ['core-is-pure', 'src/core/planted-c.ts', "export type { Hono } from 'hono'"],
  ['rules-are-pure', 'src/features/planted-a/decide.ts', "import type { Planted } from '../../engine/planted.ts'"],
  ['rules-are-pure', 'src/features/planted-a/model.ts', "import { readFileSync } from 'node:fs'"],
  ['features-stand-alone', 'src/features/planted-a/jobs.ts', "import type { Planted } from '../planted-b/model.ts'"],
  ['contract-is-the-door', 'webhooks/planted-deep.ts', "import type { P } from '../src/features/planted-b/model.ts'"],
  ['product-stands-alone', 'src/engine/planted-tools.ts', "import { project } from '../../tools/project.ts'"],
  ['product-stands-alone', 'webhooks/planted-sim.ts', "const twin = await import('../simulator/planted-leaf.ts')"],
  ['product-stands-alone', 'workers/planted-test.ts', "import type { Planted } from '../test/planted-leaf.ts'"],
  ['simulator-stands-alone', 'simulator/planted-src.ts', "import type { Planted } from '../src/engine/planted.ts'"],
  ['simulator-stands-alone', 'simulator/planted-tools.ts', "import { project } from '../tools/project.ts'"],
  ['webhooks-and-workers-apart', 'webhooks/planted-worker.ts', "import { p } from '../workers/planted-leaf.ts'"],
  ['webhooks-and-workers-apart', 'workers/planted-webhook.ts', "export * from '../webhooks/planted-leaf.ts'"],
  ['src-is-below', 'src/engine/planted-up.ts', "import type { Planted } from '../../workers/planted-leaf.ts'"],
  ['clients-know-types-only', 'join-page/src/planted.ts', "import { p } from '../../webhooks/planted-leaf.ts'"],
  ['clients-know-types-only', 'flex-plugin/src/planted.ts', "import { p } from '../../webhooks/planted-leaf.ts'"],
  ['clients-know-types-only', 'supervisor-page/src/planted.ts', "import { p } from '../../webhooks/planted-leaf.ts'"],
  [
    'clients-stand-apart',
    'supervisor-page/src/planted-b.ts',
    "import type { P } from '../../join-page/src/planted.ts'",
  ],
  ['server-knows-no-client', 'webhooks/planted-page.ts', "import type { P } from '../join-page/src/planted.ts'"],
  ['clients-stand-apart', 'flex-plugin/src/planted-b.ts', "import type { P } from '../../join-page/src/planted.ts'"],
  ['client-shared-is-below', 'client-shared/planted.ts', "import type { P } from '../join-page/src/planted.ts'"],
  ['client-shared-is-below', 'client-shared/planted-type.ts', "import type { P } from '../webhooks/planted-leaf.ts'"],
  ['client-shared-is-below', 'client-shared/planted-package.ts', "import { signal } from '@preact/signals'"],
  ['no-circles', 'src/engine/planted-one.ts', "import type { Two } from './planted-two.ts'"],
  ['twilio-behind-its-door', 'src/engine/planted-twilio.ts', "import type { Twilio } from 'twilio'"],
  ['queue-behind-its-door', 'webhooks/planted-queue.ts', "import type { Queue } from 'bullmq'"],
  ['queue-behind-its-door', 'src/twilio/planted-redis.ts', "import { Redis } from 'ioredis'"],
  ['traces-behind-their-door', 'src/engine/planted-trace.ts', "import { trace } from '@opentelemetry/api'"],
  ['every-import-resolves', 'src/engine/planted-lost.ts', "import { lost } from './planted-nowhere.ts'"],
] as const

// Where an import is allowed, the same tool must stay quiet.
const ALLOWED = [
  ['src/core/planted-fine.ts', "import { z } from 'zod'"],
  [
    'src/features/planted-b/model.ts',
    "import type { Fine } from '../../core/planted-fine.ts'\nimport { z } from 'zod'",
  ],
  ['src/features/planted-b/decide.ts', "import type { Planted } from './model.ts'"],
  ['src/features/planted-b/contract.ts', "export type { Planted } from './model.ts'"],
  ['webhooks/planted-fine.ts', "import type { P } from '../src/features/planted-b/contract.ts'"],
  ['src/twilio/planted-fine.ts', "import twilio from 'twilio'"],
  ['src/engine/planted-fine.ts', "import { Queue } from 'bullmq'\nimport { Redis } from 'ioredis'"],
  ['workers/planted-fine.ts', "import { Redis } from 'ioredis'\nimport { p } from '../src/engine/planted.ts'"],
  ['client-shared/planted-fine.ts', "import { createParser } from 'eventsource-parser'"],
  ['join-page/src/planted-fine.ts', "import type { P } from '../../webhooks/planted-leaf.ts'"],
  // The other half of the circle above, which is reported once, at its first file.
  ['src/engine/planted-two.ts', "import type { One } from './planted-one.ts'"],
  ...['src/engine/planted.ts', 'simulator/planted-leaf.ts', 'test/planted-leaf.ts'].map((file) => [file, ''] as const),
  ...['workers/planted-leaf.ts', 'webhooks/planted-leaf.ts'].map((file) => [file, ''] as const),
] as const

it('the import rules catch every planted violation, type-only and dynamic ones included, and nothing else', async () => {
  const root = await plantedCopy()
  const { violations } = await boundaries(root)
  const caught = new Set(violations.map(({ rule, from }) => `${rule} in ${from}`))
  const planted = new Set(PLANTS.map(([rule, file]) => `${rule} in ${file}`))
  expect([...caught].sort()).toEqual([...planted].sort())
})

it('engine, projections, workers, outbound events and metrics name no feature: a feature says everything about itself in its folder', async () => {
  const names = await readdir(join(project.root, 'src', 'features'), { withFileTypes: true })
  const features = names.filter((each) => each.isDirectory()).map(({ name }) => name)
  const naming = new RegExp(features.join('|'))
  const files = await Promise.all(
    ['src/engine', 'src/projections', 'src/outbound', 'src/metrics', 'src/telemetry', 'workers'].map(async (folder) =>
      (await readdir(join(project.root, folder), { recursive: true })).map((file) => join(folder, file)),
    ),
  )
  const code = files.flat().filter((file) => file.endsWith('.ts') && !file.includes('entry-words'))
  const texts = await Promise.all(
    code.map(async (file) => [file, await readFile(join(project.root, file), 'utf8')] as const),
  )
  const lines = texts.flatMap(([file, text]) => text.split('\n').map((line) => `${file}: ${line.trim()}`))
  // Comments may give an example.
  const found = lines.filter((line) => naming.test(line) && !/: (\/?\*|\/\/)/.test(line))
  expect(features.length).toBeGreaterThan(2)
  expect(code.length).toBeGreaterThan(60)
  expect(found).toEqual([])
})

it('every import rule has a planted violation', async () => {
  const rules: { forbidden: { name: string }[] } = createRequire(import.meta.url)('./boundaries.cjs')
  expect([...new Set(PLANTS.map(([rule]) => rule))].sort()).toEqual(rules.forbidden.map(({ name }) => name).sort())
})

// A bundler's settings name what it replaces; code in a browser has no environment.
const isBundlersSettings = (file: string) => /^(join-page|supervisor-page|flex-plugin)\/vite\.config\.ts$/.test(file)

const touchesEnvironment = (text: string) =>
  /\bprocess\s*(\?\.|\.|\[\s*['"`])\s*env\b|import\.meta\.env\b|\benv\b[^\n]*from 'node:process'/.test(text)

it('only src/config.ts and simulator/main.ts read the environment', async () => {
  const readers = ['src/config.ts', 'simulator/main.ts']
  const others = (await productFiles()).filter(({ file }) => !readers.includes(file) && !isBundlersSettings(file))
  const found = others.filter(({ text }) => touchesEnvironment(text))
  expect(found.map(({ file }) => file)).toEqual([])
})

it('the search for readers of the environment finds four ways to read it', () => {
  const readers = [
    'process.env.PORT',
    "process['env']",
    'const { A } = process.env',
    "import { env } from 'node:process'",
  ]
  for (const text of readers) expect(touchesEnvironment(text)).toBe(true)
  expect(touchesEnvironment('config.environment')).toBe(false)
})

// The boundary rules do not see one kind of import: `import('…').Name` inside a type.
const namesTypeInline = (text: string) =>
  /\btypeof\s+import\(|\bimport\([^)]*\)\s*\.\s*(?!then\b|catch\b|finally\b)\w/.test(text)

it('types are imported at the top of a file, where the import rules see them', async () => {
  const found = (await productFiles()).filter(({ text }) => namesTypeInline(text))
  expect(found.map(({ file }) => file)).toEqual([])
  expect(namesTypeInline("type Hidden = { queue: import('bullmq').Queue }")).toBe(true)
  expect(namesTypeInline("let late: typeof import('./late.ts')")).toBe(true)
  expect(namesTypeInline("const late = await import('./late.ts')")).toBe(false)
  expect(namesTypeInline("const later = () => import('./late.ts').then((it) => it.late)")).toBe(false)
})

async function productFiles(): Promise<{ file: string; text: string }[]> {
  const found: { file: string; text: string }[] = []
  for (const folder of CODE.filter((name) => existsSync(join(project.root, name)))) {
    for (const name of await readdir(join(project.root, folder), { recursive: true })) {
      const file = join(folder, name)
      if (!/\.[cm]?tsx?$/.test(name) || file.includes('node_modules')) continue
      found.push({ file, text: await readFile(join(project.root, file), 'utf8') })
    }
  }
  return found
}

async function plantedCopy(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'escalate-boundaries-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const withoutPackages = { recursive: true, filter: (path: string) => !path.includes('node_modules') }
  for (const name of [...CODE, 'test', 'tools', 'package.json']) {
    const from = join(project.root, name)
    if (existsSync(from)) await cp(from, join(root, name), name.includes('.') ? {} : withoutPackages)
  }
  await symlink(join(project.root, 'node_modules'), join(root, 'node_modules'))
  for (const [file, line] of [...PLANTS.map(([, path, text]) => [path, text] as const), ...ALLOWED]) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), `${line}\nexport {}\n`)
  }
  return root
}
