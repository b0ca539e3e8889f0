import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { environment } from '../../src/config.ts'
import { project } from '../../tools/project.ts'

const read = (path: string) => readFileSync(join(project.root, path), 'utf8')
const dockerfile = read('Dockerfile')
const image = dockerfile.slice(dockerfile.lastIndexOf('FROM '))
const imported = /(?:\bfrom|\bimport) '([^']+)'/g

/** Every file a program reaches by its imports, and every package. */
function reached(file: string, files = new Set<string>(), packages = new Set<string>()) {
  if (files.has(file)) return { files, packages }
  files.add(file)
  for (const [line = '', name = ''] of read(file).matchAll(imported)) {
    if (name.startsWith('.')) reached(relative(project.root, join(project.root, dirname(file), name)), files, packages)
    else if (!name.startsWith('node:')) packages.add(/^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? line)
  }
  return { files, packages }
}

it.each(['webhooks/main.ts', 'workers/main.ts'])(
  'every file that %s imports is in the image, and every package is a production dependency',
  (main) => {
    const copied = [...image.matchAll(/^COPY (?!--from)(\S+) \.\/\S+$/gm)].map(([, from]) => `${from}/`)
    const { files, packages } = reached(main)
    expect(files.size).toBeGreaterThan(30)
    expect([...files].filter((file) => !copied.some((folder) => file.startsWith(folder)))).toEqual([])
    const { dependencies } = JSON.parse(read('package.json')) as { readonly dependencies: object }
    expect([...packages].filter((name) => !(name in dependencies))).toEqual([])
  },
)

it('the image runs as node on Node 24, has a health check, starts node itself, and copies what exists', () => {
  expect(image).toMatch(/^FROM node:24-slim$/m)
  expect(image).toMatch(/^USER node$/m)
  expect(image).toMatch(/^HEALTHCHECK .*\/healthz/m)
  expect(image).toMatch(/^CMD \["node", /m)
  for (const [, path = ''] of dockerfile.matchAll(/^COPY (?!--from)(\S+)/gm)) {
    expect(existsSync(join(project.root, path)), path).toBe(true)
  }
})

type Service = {
  readonly command?: string | readonly string[]
  readonly environment?: Readonly<Record<string, unknown>>
  readonly read_only?: boolean
  readonly stop_grace_period?: string
  readonly ports?: readonly string[]
  readonly profiles?: readonly string[]
  readonly volumes?: readonly string[]
}
type Compose = { readonly services: Readonly<Record<string, Service>>; readonly volumes: object }

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose
const { redis, worker, simulator } = compose.services
const servers = ['server-1', 'server-2'].map((name) => compose.services[name])

it('the composition’s Redis persists and never evicts', () => {
  expect(redis?.command).toContain('--appendonly yes')
  expect(redis?.command).toContain('--maxmemory-policy noeviction')
})

it('the composition’s servers and workers are read-only, publish no port, have over 25 s to end, and known settings', () => {
  for (const each of [...servers, worker]) {
    expect(each?.read_only).toBe(true)
    expect(each?.ports).toBeUndefined()
    // Longer than the 25 s after which a process that drains gives up.
    expect(Number.parseInt(each?.stop_grace_period ?? '', 10)).toBeGreaterThan(25)
    const unknown = Object.keys(each?.environment ?? {}).filter((name) => !(name in environment.shape))
    expect(unknown).toEqual([])
  }
})

it('the composition starts the simulator only in the profile "demo"', () => {
  expect(simulator?.profiles).toEqual(['demo'])
})

it('every file or volume that the composition mounts, and every program it starts, exists', () => {
  for (const { volumes = [], command } of Object.values(compose.services)) {
    for (const [mounted = ''] of volumes.map((each) => each.split(':'))) {
      if (mounted.startsWith('.')) expect(existsSync(join(project.root, mounted)), mounted).toBe(true)
      else expect(Object.keys(compose.volumes)).toContain(mounted)
    }
    const program = Array.isArray(command) ? String(command[1]) : undefined
    if (program) expect(existsSync(join(project.root, program)), program).toBe(true)
  }
})

it.each(['server', 'worker'])(
  'the unit of a %s starts a program that exists, waits for its drain, and does not restart it after exit code 78',
  (name) => {
    const unit = read(`docs/systemd/escalate-${name}@.service`)
    const program = /^ExecStart=\/usr\/bin\/node (\S+)$/m.exec(unit)?.[1] ?? ''
    expect(existsSync(join(project.root, program)), program).toBe(true)
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(25)
    expect(unit).toMatch(/^RestartPreventExitStatus=78$/m)
    const [, own = ''] = /^Environment=NODE_ENV=production (\w+)=%i$/m.exec(unit) ?? []
    expect(Object.keys(environment.shape)).toContain(own)
  },
)
