import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { readEnvironment } from '../../simulator/environment.ts'
import { BadConfig, environment, readConfig } from '../../src/config.ts'
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

it('the image runs as node on Node 24, has a health check, starts node itself, and copies only existing files', () => {
  expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:24-slim$/m)
  expect(image).toMatch(/^FROM \$\{NODE_IMAGE\}$/m)
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
  readonly env_file?: string
  readonly image?: string
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>
  readonly user?: string
  readonly read_only?: boolean
  readonly stop_grace_period?: string
  readonly ports?: readonly string[]
  readonly profiles?: readonly string[]
  readonly volumes?: readonly string[]
}
type Compose = {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: object
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose
const { redis, worker, simulator } = compose.services
const servers = ['server-1', 'server-2'].map((name) => compose.services[name])

it('the Redis of docker-compose.yml persists and never evicts', () => {
  expect(String(redis?.command)).toContain('--appendonly yes')
  expect(String(redis?.command)).toContain('--maxmemory-policy noeviction')
})

it('the Redis of docker-compose.yml needs a password without a default, which is not in its arguments', () => {
  expect(redis?.environment).toEqual({ REDISCLI_AUTH: expect.stringMatching(/^\$\{REDIS_PASSWORD:\?/) })
  expect(String(redis?.command)).toMatch(/<<EOF\nrequirepass \$\$REDISCLI_AUTH\nEOF\n$/)
  for (const each of [...servers, worker])
    expect(each?.environment?.['REDIS_URL']).toMatch(/^redis:\/\/:\$\{REDIS_PASSWORD:\?[^}]+\}@redis:6379$/)
})

it('the Redis of docker-compose.yml is with servers and workers only, in an internal network', () => {
  const inNetwork = Object.entries(compose.services).filter(([, { networks = ['default'] }]) =>
    (Array.isArray(networks) ? networks : Object.keys(networks)).includes('data'),
  )
  expect(inNetwork.map(([name]) => name).sort()).toEqual(['redis', 'server-1', 'server-2', 'worker'])
  expect(redis?.networks).toEqual(['data'])
  expect(redis?.ports).toBeUndefined()
  expect(compose.networks['data']).toEqual({ internal: true })
})

it('every image of docker-compose.yml can be pinned by a digest from the environment', () => {
  const images = Object.values(compose.services).flatMap(({ image }) => image ?? [])
  expect(images).toHaveLength(3)
  for (const each of images) expect(each).toMatch(/^\$\{(REDIS|CADDY|NODE)_IMAGE:-[a-z]+:\d+-[a-z]+\}$/)
})

it('the servers and workers of docker-compose.yml are read-only, publish no port, have over 25 s to end, and known settings', () => {
  for (const each of [...servers, worker]) {
    expect(each?.read_only).toBe(true)
    expect(each?.ports).toBeUndefined()
    // Longer than the 25 s after which a draining process gives up.
    expect(Number.parseInt(each?.stop_grace_period ?? '', 10)).toBeGreaterThan(25)
    const unknown = Object.keys(each?.environment ?? {}).filter((name) => !(name in environment.shape))
    expect(unknown).toEqual([])
  }
})

it('docker-compose.yml starts the simulator only in the profile "demo", without .env', () => {
  expect(simulator?.profiles).toEqual(['demo'])
  expect(simulator?.env_file).toBeUndefined()
  expect(JSON.stringify(simulator?.environment)).not.toContain('$')
})

it('the demo’s settings fit the simulator of docker-compose.yml, start a server in development and none in production', () => {
  const demo = parseEnv(read('docs/demo.env'))
  const REDIS_URL = 'redis://redis:6379'
  const config = readConfig({ ...demo, REDIS_URL })
  const given = Object.entries(simulator?.environment ?? {}).map(([name, value]) => [name, String(value)])
  const { account, fixedSids, hosts } = readEnvironment(Object.fromEntries(given), [])
  expect(account).toEqual({
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN[0],
    apiKeySid: config.TWILIO_API_KEY_SID,
    apiKeySecret: config.TWILIO_API_KEY_SECRET,
  })
  expect(fixedSids).toEqual({
    workspaceSid: config.TWILIO_WORKSPACE_SID,
    chatServiceSid: config.TWILIO_CHAT_SERVICE_SID,
    transferWorkflowSid: config.TWILIO_TRANSFER_WORKFLOW_SID,
  })
  expect(hosts).toEqual(
    expect.arrayContaining([config.PUBLIC_URL, config.TWILIO_API_URL ?? ''].map((url) => new URL(url).hostname)),
  )
  expect(() => readConfig({ ...demo, REDIS_URL, NODE_ENV: 'production' })).toThrow(BadConfig)
})

it('every file or volume that docker-compose.yml mounts, and every program it starts, exists', () => {
  for (const { volumes = [], command } of Object.values(compose.services)) {
    for (const [mounted = ''] of volumes.map((each) => each.split(':'))) {
      if (mounted.startsWith('.')) expect(existsSync(join(project.root, mounted)), mounted).toBe(true)
      else expect(Object.keys(compose.volumes)).toContain(mounted)
    }
    const program = Array.isArray(command) && command[0] === 'node' ? String(command[1]) : undefined
    if (program) expect(existsSync(join(project.root, program)), program).toBe(true)
  }
})

it.each(['server', 'worker'])(
  'the unit of a %s starts an existing program, waits over 25 s for its drain, and does not restart after exit code 78',
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
