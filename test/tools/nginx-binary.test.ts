import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { nginxBinary } from '../../tools/nginx-binary.ts'
import { runTypeScript } from './run-type-script.ts'

it('the search finds an nginx', async () => {
  expect((await nginxBinary()).command).toMatch(/nginx$/)
})

it('without a network, the error is one line with the remedies', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'escalate-empty-'))
  onTestFinished(() => rm(empty, { recursive: true, force: true }))
  const program = `
    const { nginxBinary } = await import(${JSON.stringify(import.meta.resolve('../../tools/nginx-binary.ts'))})
    await nginxBinary(${JSON.stringify(empty)}).catch((error) => process.stdout.write(error.message))`
  const { output } = await runTypeScript(program, { PATH: empty })
  expect(output).toBe('nginx is missing: apt-get install nginx, or brew install nginx')
})
