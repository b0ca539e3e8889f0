import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { project } from '../../tools/project.ts'
import { quietCommand } from '../../tools/quiet-command.ts'
import { isOnTheMachine } from '../support/on-the-machine.ts'

// The programs themselves check our files. A test is skipped by name where its program is missing.
const docs = join(project.root, 'docs')
const hasPromtool = await isOnTheMachine('promtool', ['--version'])
const hasSystemd = await isOnTheMachine('systemd-analyze', ['--version'])
const hasCaddy = await isOnTheMachine('caddy', ['version'])
const composes: readonly (readonly string[])[] = [['docker', 'compose'], ['docker-compose']]
const present = await Promise.all(
  composes.map(([command = '', ...words]) => isOnTheMachine(command, [...words, 'version'])),
)
const [compose] = composes.filter((_, n) => present[n])

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'escalate-files-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

async function accepts(command: string, words: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const { ok, output } = await quietCommand(command, words, { cwd, env: { ...process.env, ...env } })
  expect(ok, output).toBe(true)
  return output
}

it.skipIf(!hasPromtool)(
  'promtool accepts the rules and the scrape configuration, and the tests of the rules pass',
  async () => {
    const cwd = join(docs, 'monitoring')
    await accepts('promtool', ['check', 'rules', 'rules.yml'], cwd)
    await accepts('promtool', ['check', 'config', 'prometheus.yml'], cwd)
    await accepts('promtool', ['test', 'rules', 'rules.test.yml'], cwd)
  },
)

it.skipIf(!compose)('Docker Compose accepts docker-compose.yml, with and without the simulator', async () => {
  const cwd = await folder()
  await copyFile(join(project.root, 'docker-compose.yml'), join(cwd, 'docker-compose.yml'))
  const example = await readFile(join(project.root, '.env.example'), 'utf8')
  await writeFile(join(cwd, '.env'), example.replace('REDIS_PASSWORD=', 'REDIS_PASSWORD=of-this-test'))
  await mkdir(join(cwd, 'docs'))
  await copyFile(join(docs, 'demo.env'), join(cwd, 'docs', 'demo.env'))
  const [command = '', ...words] = compose ?? []
  const services = await accepts(command, [...words, 'config', '--services'], cwd)
  expect(services.split('\n')).toEqual(expect.arrayContaining(['redis', 'server-1', 'server-2', 'worker', 'caddy']))
  const demo = ['--env-file', 'docs/demo.env', '--profile', 'demo', 'config']
  const whole = await accepts(command, [...words, ...demo], cwd)
  expect(whole).toContain('redis://:simulated-redis-password-not-real@redis:6379')
  expect(whole).not.toContain('of-this-test')
})

it.skipIf(!hasSystemd).each(['server', 'worker'])(
  'systemd accepts the unit of a %s without a warning',
  async (name) => {
    const cwd = await folder()
    const file = `escalate-${name}@.service`
    const unit = await readFile(join(docs, 'systemd', file), 'utf8')
    // This machine's Node may be elsewhere.
    await writeFile(join(cwd, file), unit.replace('/usr/bin/node', process.execPath))
    expect(await accepts('systemd-analyze', ['verify', `./${file}`], cwd)).not.toContain(file)
  },
)

it.skipIf(!hasCaddy)('Caddy accepts its file', async () => {
  const cwd = await folder()
  await accepts('caddy', ['validate', '--adapter', 'caddyfile', '--config', join(docs, 'Caddyfile')], cwd, {
    HOME: cwd,
  })
})
