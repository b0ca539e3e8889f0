import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { redisBinary } from '../../tools/redis-binary.ts'
import { runTypeScript } from './run-type-script.ts'

it('the search finds a server and its version', async () => {
  const { command, version } = await redisBinary()
  expect(command).toMatch(/(redis|valkey)-server$/)
  expect(version).toMatch(/^\d+\./)
})

it('without a network, the error is one line with the remedies', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'escalate-empty-'))
  onTestFinished(() => rm(empty, { recursive: true, force: true }))
  const program = `
    const { redisBinary } = await import(${JSON.stringify(import.meta.resolve('../../tools/redis-binary.ts'))})
    await redisBinary(${JSON.stringify(empty)}).catch((error) => process.stdout.write(error.message))`
  const { output } = await runTypeScript(program, { PATH: empty })
  expect(output).toBe('Redis is missing: brew install valkey, or apt-get install redis-server, or set REDIS_URL')
})
