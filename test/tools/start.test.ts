import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { project } from '../../tools/project.ts'

it('a program gets the REDIS_URL that is set', async () => {
  expect(await urlSeenWith({ REDIS_URL: 'redis://given:1' })).toBe('redis://given:1')
})

it('a program gets no private Redis in production', async () => {
  expect(await urlSeenWith({ NODE_ENV: 'production', REDIS_URL: '' })).toBe('')
})

/** The REDIS_URL that a program started by tools/start.ts finds. */
async function urlSeenWith(env: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'escalate-start-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const program = join(folder, 'program.mts')
  await writeFile(program, `process.stdout.write(process.env['REDIS_URL'] ?? '')`)
  const child = spawn(process.execPath, [join(project.root, 'tools', 'start.ts'), program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return output
}
